import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { detect, type Found } from '#platform/personal/detect.ts';
import { maskText } from '#platform/personal/mask-text.ts';
import { PLANTED, type Plan } from './personal-plan.ts';
import { type Random, randomFrom } from './random.ts';

const SAMPLES = '../shared/samples';
const REVIEWS = ['online_shopping_sample.csv', 'waimai_sample.csv'].map((name) => `${SAMPLES}/reviews/${name}`);
const DIALOGUES = `${SAMPLES}/dialogues/jddc_sessions.jsonl`;
const ORDER_FORMS = [
  'SO-####',
  'JD##############',
  '############',
  '##################',
  '@@###########',
  'DD########-####',
];
const RUNS = 5;
const FEWEST_MS = 20; // what takes less says nothing about growth
const SEED = 20_260_301;

/** Checks the rules on 12,500 drawn values, on real reviews and on real dialogues; says what it counted. */
export function personalRules(): string[] {
  return [...recall(), ...falsePositives(), ...orderNumbers(), ...speed()];
}

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(3)} %`;
const verdict = (holds: boolean) => (holds ? 'holds' : 'MISSED');

function recall(): string[] {
  const random = randomFrom(SEED);
  const counted = Object.entries(PLANTED).map(([name, plan]) => ({
    name,
    count: plan.count,
    found: foundOf(plan, random),
  }));
  const [found, count] = [
    counted.reduce((sum, one) => sum + one.found, 0),
    counted.reduce((sum, one) => sum + one.count, 0),
  ];
  return [
    ...counted.map(
      (one) => `planted ${one.name}: ${one.found} of ${one.count} found whole, ${percent(one.found, one.count)}`,
    ),
    `planted in all: ${found} of ${count} found whole, ${percent(found, count)} (at least 99 %: ${verdict(found >= 0.99 * count)})`,
  ];
}

function foundOf({ sentences, draw, kind, count }: Plan, random: Random): number {
  return Array.from({ length: count }, () => {
    const sentence = random.oneOf(sentences);
    const value = draw(random);
    const bare = value.replace(/^\u202d|\u202c$/g, ''); // marks of direction belong to nothing
    const start = sentence.indexOf('{}') + value.indexOf(bare);
    const found = detect(sentence.replace('{}', () => value));
    return found.some((one) => one.kind === kind && one.start <= start && one.end >= start + bare.length);
  }).filter(Boolean).length;
}

/** Whatever has the form of a number of a person in a public review is one; all else there is taken for a mistake. */
function falsePositives(): string[] {
  const present = REVIEWS.filter((path) => existsSync(path));
  if (present.length < REVIEWS.length) return ['reviews: the samples are not here, nothing was checked'];
  const reviews = present.flatMap((path) =>
    parse<{ review: string }>(readFileSync(path, 'utf8'), { columns: true, bom: true, relax_quotes: true }),
  );
  const found = reviews.map(({ review }) => detect(review));
  const isMistake = ({ kind }: Found) => kind !== 'mobile' && kind !== 'email';
  const wrong = found.filter((one) => one.some(isMistake));
  const right = found.filter((one) => one.length > 0 && !one.some(isMistake));
  const kinds = wrong.map((one) => one.map(({ kind }) => kind).join(' and '));
  return [
    `reviews: ${wrong.length} of ${reviews.length} masked wrongly (${kinds.join(', ') || 'none'}), ${percent(wrong.length, reviews.length)} (at most 0.1 %: ${verdict(wrong.length <= 0.001 * reviews.length)}); ${right.length} with a number or address of mail`,
  ];
}

/** Numbers of the shop, in every form, where real dialogues have theirs. */
function orderNumbers(): string[] {
  if (!existsSync(DIALOGUES)) return ['order numbers: the dialogues are not here, nothing was checked'];
  const random = randomFrom(SEED);
  const lines = readFileSync(DIALOGUES, 'utf8').split('\n').filter(Boolean);
  const turns = lines.flatMap((line) => (JSON.parse(line) as { turns: { text: string }[] }).turns);
  let [slots, masked] = [0, 0];
  for (const { text } of turns.filter((turn) => turn.text.includes('[订单x]'))) {
    for (const form of ORDER_FORMS) {
      const numbers: string[] = [];
      const filled = text.replaceAll('[订单x]', () => numbers[numbers.push(numberOf(form, random)) - 1]!);
      const shown = maskText(filled, { orderNumbers: ORDER_FORMS }).text;
      slots += numbers.length;
      masked += numbers.filter((number) => !shown.includes(number)).length;
    }
  }
  return [`order numbers: ${masked} of ${slots} in dialogues masked (none: ${verdict(masked === 0)})`];
}

const numberOf = (form: string, random: Random) =>
  form.replaceAll('#', () => random.digits(1)).replaceAll('@', () => random.oneOf(['A', 'S', 'Z']));

const UNITS = [
  '1 ',
  '13812345678',
  '一',
  'a@',
  'a@b.cn ',
  '1号',
  '文三路1号',
  '浙江省1号',
  '我叫张伟',
  '收件人',
  '微信号',
  '护照E1',
  '账号1234567 ',
  '账号1 ',
  '支付宝a1',
  '电话6888123，',
  'DE8937040044 ',
  '*',
  '(',
  '3栋2单元',
];

function speed(): string[] {
  const random = randomFrom(SEED);
  const [full, usual] = [1, 8].map((oneIn) => {
    const texts = Array.from({ length: 100 }, () => aText(random, oneIn));
    return steady(() => spent(() => texts.map((text) => maskText(text))) / texts.length);
  });
  const growths = UNITS.map((unit) => {
    const long = unit.repeat(100_000 / unit.length);
    const half = long.slice(0, 50_000);
    const growth = steady(() => spent(() => maskText(long)) / spent(() => maskText(half)));
    return { unit, whole: spent(() => maskText(long)), growth };
  }).filter(({ whole }) => whole >= FEWEST_MS);
  const worst = growths.toSorted((one, other) => other.growth - one.growth)[0]!;
  const slowest = growths.toSorted((one, other) => other.whole - one.whole)[0]!;
  return [
    `speed: ${usual!.toFixed(3)} ms for a text of 1,000 letters with a few values (under 0.3 ms: ${verdict(usual! < 0.3)}), ${full!.toFixed(3)} ms for one full of them`,
    `growth: twice as long takes, of what takes ${FEWEST_MS} ms at all, ${worst.growth.toFixed(2)} times at worst, ${JSON.stringify(worst.unit)} repeated (at most 2.6: ${verdict(worst.growth <= 2.6)}); slowest of 100,000 letters ${slowest.whole.toFixed(0)} ms, ${JSON.stringify(slowest.unit)}`,
  ];
}

/** A thousand letters of what people write, one sentence in so many with a value of a person. */
function aText(random: Random, oneIn: number): string {
  const sentences = Array.from({ length: 90 }, () => {
    const { sentences, draw } = random.oneOf(Object.values(PLANTED));
    return random.oneOf(sentences).replace('{}', () => (random.below(oneIn) === 0 ? draw(random) : '那一个'));
  });
  return sentences.join('，').slice(0, 1_000);
}

/** The least of five: a disturbance only adds. */
const steady = (measure: () => number) => Math.min(...Array.from({ length: 5 }, measure));

/** The milliseconds of this thread alone that a run takes, on average once it is warm; what else the machine does is left out. */
function spent(run: () => void): number {
  for (let warming = 0; warming < 3; warming++) run();
  const start = process.threadCpuUsage();
  for (let count = 0; count < RUNS; count++) run();
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1_000 / RUNS;
}

if (import.meta.main) process.stdout.write(`${personalRules().join('\n')}\n`);
