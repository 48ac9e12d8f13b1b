import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Switches } from '../../infra/local/runtime.ts';
import { DIRECTORY, openHouse } from '../support/house.ts';
import { audit, type Findings } from './audit.ts';
import { chance } from './chance.ts';
import { handlings } from './handling.ts';
import { kept } from './kept.ts';
import { type DayOver, play, type Review } from './play.ts';

type Asked = { readonly file: string; readonly count: number; readonly seed: number };

const MONDAY_IN_SHANGHAI = Date.parse('2026-03-02T00:00:00Z');
const SWEEP_MS = 61_000;

/** The ways a deadline is reached, each alone and both together. */
export const PATHS: Readonly<Record<string, { switches: Switches; graceMs: number }>> = {
  both: { switches: {}, graceMs: SWEEP_MS },
  'timer only': { switches: { schedules: false }, graceMs: 1_000 },
  'sweeper only': { switches: { stateMachines: false }, graceMs: SWEEP_MS },
};

/** The negative rows of a file of reviews. */
function negativeReviews(file: string, count: number): Review[] {
  const rows = parse(readFileSync(file), { columns: true, bom: true, relax_column_count: true }) as Record<
    string,
    string
  >[];
  const missing = ['label', 'review'].filter((column) => !(column in (rows[0] ?? {})));
  if (missing.length > 0) throw new Error(`${file} has no column ${missing.join(' and no column ')}`);
  return rows
    .filter(({ label, review }) => label === '0' && (review ?? '').trim() !== '')
    .slice(0, count)
    .map(({ src_row: row = '', review = '' }) => ({ row, text: review }));
}

export type Lived = Findings & {
  readonly seconds: number;
  readonly refused: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
};

/** Lives three weeks with these reviews on one path, and audits them. */
export async function liveOn(
  path: string,
  reviews: readonly Review[],
  seed: number,
  dayOver?: DayOver,
): Promise<Lived> {
  const { switches = {}, graceMs = SWEEP_MS } = PATHS[path] ?? {};
  const house = await openHouse({ start: MONDAY_IN_SHANGHAI, switches });
  try {
    const admin = await house.as('admin');
    await admin.put('/v1/staff', DIRECTORY);
    const began = performance.now();
    const ledger = await play(house, reviews, handlings(reviews.length, chance(seed)), dayOver);
    const seconds = (performance.now() - began) / 1000;
    const findings = audit(await kept(house.runtime), ledger, { until: house.runtime.clock.now(), graceMs });
    return { ...findings, seconds, refused: ledger.refused, counts: house.runtime.counts() };
  } finally {
    await house.stop();
  }
}

const say = (text: string) => process.stdout.write(`${text}\n`);

/** The value below which this share of the sorted values lies. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** Plays the reviews on every path and prints what became of them. */
export async function liveThroughReviews({ file, count, seed }: Asked): Promise<void> {
  const reviews = negativeReviews(file, count);
  say(`${reviews.length} negative reviews, seed ${seed}, three virtual weeks`);
  let sound = true;
  for (const path of Object.keys(PATHS)) {
    const lived = await liveOn(path, reviews, seed, ({ over, of, opened }) =>
      process.stderr.write(`${path}: day ${over} of ${of} is over, ${opened} complaints opened\n`),
    );
    print(path, lived);
    sound &&= lived.lost.length + lived.duplicated.length + lived.unexpected.length + lived.refused.length === 0;
  }
  if (!sound) process.exitCode = 1;
}

function print(path: string, lived: Lived): void {
  const {
    complaints,
    started,
    met,
    metLate,
    breached,
    lagsMs,
    notices,
    lost,
    duplicated,
    unexpected,
    refused,
    seconds,
  } = lived;
  const lag = (share: number) => `${(percentile(lagsMs, share) / 1000).toFixed(3)} s`;
  say(`\n${path}`);
  say(
    `  complaints opened ${complaints}, clocks started ${started}, met in time ${met}, met late ${metLate}, breached ${breached}`,
  );
  say(
    `  lost ${lost.length}, duplicated ${duplicated.length}, unexpected ${unexpected.length}, refused ${refused.length}`,
  );
  for (const example of [...lost, ...duplicated, ...unexpected, ...refused].slice(0, 10)) say(`    ${example}`);
  say(`  looks ${lagsMs.length}, timer lag p50 ${lag(0.5)}, p99 ${lag(0.99)}, p100 ${lag(1)}`);
  say(
    `  notices ${Object.entries(notices)
      .map(([kind, times]) => `${kind} ${times}`)
      .join(', ')}`,
  );
  say(`  ${seconds.toFixed(1)} real seconds`);
}
