import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Runtime, startRuntime } from '../../../infra/local/runtime.ts';
import { DIRECTORY } from '../../support/house.ts';
import { badInput } from './bad-input.ts';
import { brokenAssembly } from './broken-assembly.ts';
import type { Canary } from './canary.ts';
import { castFrom, type Person } from './cast.ts';
import { type Compared, compareCopies, copiesOf, customersOf } from './people-of.ts';
import { readEverything } from './read-everything.ts';
import { openWithRemainingKeys } from './remaining-keys.ts';
import { type Scanned, scanAnswers, scanFolder, scanOpened, scanRows, scanRuntime } from './scan.ts';
import { scenesOfTickets } from './scenes-of-tickets.ts';
import { scenesOfWaysIn } from './scenes-of-ways-in.ts';
import { sieve } from './sieve.ts';
import { speaker } from './speaker.ts';
import type { Scene, Stage } from './stage.ts';

export type RunOptions = {
  readonly assembly: string;
  /** As many canaries as this are planted at least, `many` in each text. */
  readonly canaries: number;
  readonly many: number;
  /** Who looks at everything in the end. */
  readonly readers: readonly string[];
  /** Whether functions fail for a while until their work is a dead letter, and days pass until promises are broken. */
  readonly trouble: boolean;
};

export type Run = {
  readonly canaries: readonly Canary[];
  /** What lay and was told where, while everybody was there. */
  readonly before: readonly Scanned[];
  /** What of those who were erased could still be read, by whoever has every role and the whole computer. */
  readonly after: readonly Scanned[];
  readonly erased: number;
  readonly exported: Compared;
  readonly keys: { readonly sealed: number; readonly opened: number; readonly inFreedPages: number };
};

const MONDAY = Date.parse('2026-03-02T02:00:00Z');
const MINUTE = 60_000;
const SEED = 7;
const HIGHEST = ['director', 'privacyOfficer'];
const SCENES: readonly Scene[] = [...Object.values(scenesOfTickets), ...Object.values(scenesOfWaysIn), badInput];

type Ground = RunOptions & { readonly folder: string; readonly restart: (assembly?: string) => Promise<void> };

/** Plants canaries by every way in, scans every byte, erases people, and scans again with every key that is left. */
export async function run(options: RunOptions): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-canaries-'));
  const around: { runtime?: Runtime } = {};
  const runtime = () => around.runtime as Runtime;
  const restart = async (assembly = options.assembly) => {
    await around.runtime?.stop();
    around.runtime = await startRuntime({ assembly, folder, start: MONDAY });
    around.runtime.turn({ schedules: false });
  };
  try {
    await restart();
    const stage: Stage = { cast: castFrom(SEED), api: speaker(runtime), runtime, many: options.many };
    await stage.api.ask('admin', 'PUT', '/v1/staff', DIRECTORY);
    const ground = { ...options, folder, restart };
    return await look(stage, await plant(stage, ground), ground);
  } finally {
    await around.runtime?.stop().catch(() => {});
    rmSync(folder, { recursive: true, force: true });
  }
}

const pass = async ({ runtime }: Stage, minutes: number) => {
  await runtime().clock.moveTo(runtime().clock.now() + minutes * MINUTE);
  await runtime().settled();
};

type Planted = { readonly toErase: readonly Person[]; readonly lastActs: number };

/** Rounds of every scene, with a restart behind the first; who came in the first and in the last round will be erased. */
async function plant(stage: Stage, ground: Ground): Promise<Planted> {
  const { cast, api } = stage;
  const round = async () => {
    for (const scene of SCENES) await scene(stage);
    await pass(stage, 70);
  };
  await round();
  if (ground.trouble) await haveTrouble(stage, ground);
  const perRound = cast.canaries.length;
  const first = [...cast.people];
  let [last, lastActs] = [cast.people.length, 0];
  while (cast.canaries.length < ground.canaries) {
    [last, lastActs] = [cast.people.length, api.acts()];
    await round();
    if (ground.trouble && cast.canaries.length + perRound < ground.canaries) await pass(stage, 24 * 60);
  }
  return { toErase: [...first, ...cast.people.slice(last)], lastActs };
}

/** Functions that may save nothing fail until their work is a dead letter; then days pass. */
async function haveTrouble(stage: Stage, { assembly, folder, restart }: Ground): Promise<void> {
  const broken = brokenAssembly(assembly, `${folder}-broken`);
  try {
    await restart(broken);
    for (const scene of [scenesOfWaysIn.bySms, scenesOfWaysIn.mailsSetAside, scenesOfTickets.careProfile]) {
      await scene(stage);
    }
    await pass(stage, 30);
    await restart();
    await pass(stage, 3 * 24 * 60);
  } finally {
    rmSync(broken, { recursive: true, force: true });
  }
}

async function look(stage: Stage, { toErase, lastActs }: Planted, ground: Ground): Promise<Run> {
  const { cast, api, runtime } = stage;
  const { folder, assembly, readers, trouble } = ground;
  const all = sieve(cast.canaries);
  const customers = await customersOf(api, cast.people);
  for (const role of readers) await readEverything(api, role, [...new Set([...customers.values()].flat())]);
  const copies = await copiesOf(api, customers);
  const before = [scanRuntime(runtime(), all), scanAnswers(api.answers, all)];
  if (trouble) await ground.restart();
  before.push(await scanFolder(folder, all, cast.people), scanRows(folder, all));
  const open = await openWithRemainingKeys(folder, assembly, []);

  const ids = [...new Set(toErase.flatMap(({ id }) => customers.get(id) ?? []))];
  await erase(stage, ids);
  const erased = new Set(toErase.filter(({ id }) => customers.has(id)).map(({ id }) => id));
  const gone = sieve(cast.canaries.filter(({ person }) => erased.has(person)));
  const said = api.answers.length;
  for (const role of HIGHEST) await readEverything(api, role, ids);
  const after = [scanRuntime(runtime(), gone)];
  await runtime().stop();
  after.push(await scanFolder(folder, gone, cast.people), scanRows(folder, gone));
  const left = await openWithRemainingKeys(folder, assembly, ids);
  after.push(scanOpened('what opens with the keys that are left', left, gone));
  if (trouble) {
    await ground.restart();
    await api.repeatFrom(lastActs);
  }
  after.push(scanAnswers(api.answers.slice(said), gone));
  return {
    ...{ canaries: cast.canaries, before, after, erased: ids.length },
    exported: compareCopies(scanOpened('', open, all), copies, cast),
    keys: { sealed: open.sealed, opened: open.texts.length, inFreedPages: left.keysInFreedPages },
  };
}

async function erase({ api, runtime }: Stage, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const body = { reason: 'customerAsked' };
    const { status } = await api.ask('privacyOfficer', 'POST', `/v1/customers/${id}/erase`, body);
    if (status >= 300) throw new Error(`Somebody could not be erased: ${status}`);
  }
  await runtime().settled();
}
