import { part, within } from './figures.ts';
import { type Faults, type MailHouse, mailHouse } from './mail-house.ts';
import { type MailOutcome, mailOutcomes } from './mail-outcomes.ts';
import { digestOf, isWhole, mailSamples, oneOf, type Sample } from './mail-samples.ts';
import { type Random, randomFrom } from './random.ts';
import { shuffled } from './shuffled.ts';

const SEED = 20_260_302;
const MOST_TIMES = 3;
const AT_ONCE = 8;
const RETRIES_MINUTES = 10;
const SLOWEST = 1_000; // milliseconds

type Found = Pick<MailOutcome, 'as' | 'detail'> & { readonly digest: string };

type Run = {
  readonly name: string;
  readonly sent: number;
  readonly outcomes: readonly Found[];
  readonly faults: Faults;
  /** Milliseconds from accept to rest, of each time something was handed over. */
  readonly took: readonly { readonly file: string; readonly milliseconds: number }[];
};

/** Every sample through the SMTP port and the function, one to three times in random order; a line for each figure. */
export async function mail(seed = SEED): Promise<string[]> {
  const files = mailSamples();
  const same = oneOf(files);
  const samples = files.map((file) => ({ ...file, digest: same(file.digest) }));
  const distinct = new Set(samples.map(({ digest }) => digest)).size;
  const random = randomFrom(seed);
  const run = async (name: string, atOnce: number): Promise<Run> => {
    const { outcomes, ...rest } = await delivered(name, samples, atOnce, random);
    return { ...rest, outcomes: outcomes.map((outcome) => ({ ...outcome, digest: same(outcome.digest) })) };
  };
  const alone = await run('one at a time', 1);
  const together = await run(`${AT_ONCE} at a time`, AT_ONCE);
  return [
    isWhole() ? 'mails: the whole sets' : 'mails: the whole sets are not here, the fixtures of the repository only',
    `${samples.length} files, ${distinct} distinct (by writers, Message-ID and body); seed ${seed}`,
    ...counted(alone, samples),
    ...times(alone),
    ...counted(together, samples),
    ...recognised(alone, samples),
  ];
}

/** Delivers all in random order, as many at once as told, each time waiting until nothing is left to do. */
async function delivered(name: string, samples: readonly Sample[], atOnce: number, random: Random): Promise<Run> {
  const house = await mailHouse();
  try {
    for (const one of WARMING) await hand(house, [one]);
    const times = () => Array.from({ length: 1 + random.below(MOST_TIMES) });
    const all = shuffled(
      samples.flatMap((one) => times().map(() => one)),
      random,
    );
    const took: { file: string; milliseconds: number }[] = [];
    for (let at = 0; at < all.length; at += atOnce) {
      if (at % 200 < atOnce) process.stderr.write(`${name}: ${at} of ${all.length}\n`);
      const some = all.slice(at, at + atOnce);
      took.push({ file: some[0]?.file ?? '', milliseconds: await hand(house, some) });
    }
    await house.minutes(RETRIES_MINUTES);
    const outcomes = (await mailOutcomes(house)).map(({ kept, ...rest }) => ({ ...rest, digest: digestOf(kept) }));
    return { name, sent: all.length, outcomes, faults: house.faults(), took };
  } finally {
    await house.stop();
  }
}

type Handed = Pick<Sample, 'raw' | 'envelopeFrom'>;

/** Milliseconds from the last 250 until the whole house was at rest again: stored, told, acknowledged. */
async function hand(house: MailHouse, some: readonly Handed[]): Promise<number> {
  const to = `service@${house.domain}`;
  for (const { raw, envelopeFrom } of some) await house.send({ from: envelopeFrom, to, raw });
  const accepted = performance.now();
  await house.runtime.settled();
  return performance.now() - accepted;
}

/** Functions have started before anything is measured. */
const WARMING: readonly Handed[] = ['first', 'second', 'third'].map((word) => ({
  envelopeFrom: `${word}@corpus.example`,
  raw: Buffer.from(`From: ${word}@corpus.example\r\nSubject: the ${word} before all others\r\n\r\nGood morning.\r\n`),
}));

function counted({ name, sent, outcomes, faults }: Run, samples: readonly Sample[]): string[] {
  const warming = new Set(WARMING.map(({ raw }) => digestOf(raw)));
  const wanted = new Set(samples.map(({ digest }) => digest));
  const found = outcomes.filter(({ digest }) => !warming.has(digest));
  const known = new Set(found.map(({ digest }) => digest));
  const as = (one: Found['as']) => found.filter((outcome) => outcome.as === one).length;
  const changed = found.filter(({ digest }) => !wanted.has(digest)).length;
  const lost = samples.filter(({ digest }) => !known.has(digest));
  const { crashes, triedAgain } = faults;
  return [
    `${name}: ${sent} delivered, ${as('message')} messages + ${as('quarantined')} quarantined + ${as('automatic')} automatic = ${found.length} of ${wanted.size} (${within(found.length === wanted.size)}); kept otherwise than sent ${changed}`,
    `${name}: lost ${new Set(lost.map(({ digest }) => digest)).size}, duplicates ${found.length - known.size}, crashes and dead letters ${crashes.length}; receipts that came again ${triedAgain}`,
    `${name}: quarantined because ${tally(found.filter(({ as }) => as === 'quarantined'))}; automatic as ${tally(found.filter(({ as }) => as === 'automatic'))}`,
    ...lost.map(({ file }) => `${name}: LOST ${file}`),
    ...crashes.slice(0, 5).map((fault) => `${name}: ${fault.slice(0, 300)}`),
  ];
}

const tally = (some: readonly Found[]): string => {
  const kinds = Map.groupBy(some, ({ detail }) => detail);
  return [...kinds].map(([kind, its]) => `${kind} ${its.length}`).join(', ') || 'nothing';
};

function times({ name, took }: Run): string[] {
  const sorted = took.toSorted((one, other) => one.milliseconds - other.milliseconds);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]!;
  const slowest = at(1);
  return [
    `${name}, from accepted to the whole house at rest: p50 ${at(0.5).milliseconds.toFixed(0)} ms, p95 ${at(0.95).milliseconds.toFixed(0)} ms, slowest ${slowest.milliseconds.toFixed(0)} ms (${slowest.file}; at most ${SLOWEST}: ${within(slowest.milliseconds <= SLOWEST)})`,
  ];
}

function recognised({ outcomes }: Run, samples: readonly Sample[]): string[] {
  const of = new Map(outcomes.map((outcome) => [outcome.digest, outcome]));
  const all = [...new Map(samples.map((one) => [one.digest, one])).values()];
  const bounces = all.filter(({ isBounce }) => isBounce);
  const ordinary = all.filter(({ isMachine }) => !isMachine);
  const known = bounces.filter(({ digest }) => of.get(digest)?.detail === 'bounce').length;
  const unanswered = bounces.filter(({ digest }) => of.get(digest)?.as !== 'message').length;
  const wrong = ordinary.filter(({ digest }) => of.get(digest)?.as === 'automatic');
  return [
    `bounces recognised: ${part(known, bounces.length)}, not answered: ${part(unanswered, bounces.length)} (at least 94 %: ${within(known >= 0.94 * bounces.length)})`,
    `ordinary mails taken for automatic: ${part(wrong.length, ordinary.length)} (at most 1 %: ${within(wrong.length <= 0.01 * ordinary.length)})`,
    ...bounces.flatMap(({ file, digest }) => (of.get(digest)?.as === 'message' ? [`  answered: ${file}`] : [])),
    ...wrong.map(({ file, digest }) => `  ${file}: ${of.get(digest)?.detail}`),
  ];
}

if (import.meta.main) process.stdout.write(`${(await mail()).join('\n')}\n`);
