import { changedMail } from './changed-mail.ts';
import { within } from './figures.ts';
import { type MailHouse, mailHouse } from './mail-house.ts';
import { mailOutcomes } from './mail-outcomes.ts';
import { isWhole, mailSamples, type Sample } from './mail-samples.ts';
import { type Random, randomFrom } from './random.ts';
import { readOneMail } from './read-one-mail.ts';

const SEED = 20_260_303;
const MANY = { byTheRules: 19_000, byTheHouse: 1_000 } as const;
const LONGEST = { rules: 240, house: 300 } as const; // seconds
const AT_ONCE = 8;
const RETRIES_MINUTES = 10;
const EVERY = 100;

/** Samples with one to three things broken: most through the rules alone, the others through SMTP port and function. */
export async function mutated(seed = SEED): Promise<string[]> {
  const samples = mailSamples();
  const random = randomFrom(seed);
  return [
    `${isWhole() ? 'of the whole sets' : 'the whole sets are not here: of the fixtures'}, seed ${seed}`,
    await byTheRules(samples, random),
    ...(await byTheHouse(samples, random)),
  ];
}

async function byTheRules(samples: readonly Sample[], random: Random): Promise<string> {
  const until = performance.now() + LONGEST.rules * 1_000;
  const outcomes = new Map<string, number>();
  let [done, slowest] = [0, 0];
  for (; done < MANY.byTheRules && performance.now() < until; done += 1) {
    if (done % (20 * EVERY) === 0) process.stderr.write(`by the rules: ${done} of ${MANY.byTheRules}\n`);
    const raw = changedMail(random.oneOf(samples).raw, random);
    const start = performance.now();
    const outcome = await readOneMail(raw).catch(() => 'CRASHED');
    slowest = Math.max(slowest, performance.now() - start);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  const crashed = outcomes.get('CRASHED') ?? 0;
  const told = [...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(', ');
  return `by the rules ${done} of ${MANY.byTheRules}: crashes ${crashed} (${within(crashed === 0)}), slowest ${slowest.toFixed(0)} ms; ${told}`;
}

/** Each bears a line of its own on top, so that every mail is another and is found again by it. */
async function byTheHouse(samples: readonly Sample[], random: Random): Promise<string[]> {
  const house = await mailHouse();
  try {
    const until = performance.now() + LONGEST.house * 1_000;
    let sent = 0;
    for (; sent < MANY.byTheHouse && performance.now() < until; sent += 1) {
      if (sent % EVERY === 0) process.stderr.write(`by the house: ${sent} of ${MANY.byTheHouse}\n`);
      const { raw, envelopeFrom } = random.oneOf(samples);
      await deliver(house, numbered(sent, changedMail(raw, random)), envelopeFrom);
      if (sent % AT_ONCE === AT_ONCE - 1) await house.runtime.settled();
    }
    await house.runtime.settled();
    await house.minutes(RETRIES_MINUTES);
    return await told(house, sent);
  } finally {
    await house.stop();
  }
}

const deliver = (house: MailHouse, raw: Buffer, from: string) =>
  house.send({ from, to: `service@${house.domain}`, raw });

/** Its own id, for changed mails of one sample may else be one mail still. */
function numbered(number: number, raw: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`X-Number: ${number}.\r\nMessage-ID: <${number}@corpus.example>\r\n`), raw]);
}

async function told(house: MailHouse, sent: number): Promise<string[]> {
  const times = new Map<number, number>();
  const kinds = new Map<string, number>();
  for (const { as, kept } of await mailOutcomes(house)) {
    const number = Number(/^X-Number: (\d+)\./.exec(kept.toString('latin1', 0, 30))?.[1] ?? -1);
    times.set(number, (times.get(number) ?? 0) + 1);
    kinds.set(as, (kinds.get(as) ?? 0) + 1);
  }
  const lost = Array.from({ length: sent }, (_, number) => number).filter((number) => !times.has(number));
  const duplicates = [...times.values()].filter((count) => count > 1).length;
  const { crashes } = house.faults();
  const holds = lost.length + duplicates + crashes.length === 0;
  return [
    `by the house ${sent} of ${MANY.byTheHouse}: ${[...kinds].map(([as, count]) => `${as} ${count}`).join(', ')}; lost ${lost.length}, duplicates ${duplicates}, crashes and dead letters ${crashes.length} (${within(holds)})`,
    ...crashes.slice(0, 5).map((fault) => fault.slice(0, 400)),
    ...(lost.length > 0 ? [`lost: ${lost.slice(0, 20).join(', ')}`] : []),
  ];
}

if (import.meta.main) process.stdout.write(`${(await mutated()).join('\n')}\n`);
