import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judge } from '#intake/feedback/judge.ts';

const FOLDER = '../shared/samples/reviews';
const SAMPLES = [
  { file: 'online_shopping_sample.csv', before: 3, label: 2 },
  { file: 'waimai_sample.csv', before: 2, label: 1 },
];
const isThere = SAMPLES.every(({ file }) => existsSync(`${FOLDER}/${file}`));
if (!isThere) process.stdout.write('The reviews are not here: how feedback sounds is not counted on them\n');

/** Reviews that somebody labelled good (1) or bad (0), with how they are judged by their words alone. */
function judged({ file, before, label }: (typeof SAMPLES)[number]) {
  return readFileSync(`${FOLDER}/${file}`, 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
    .filter((cells) => cells[label] === '0' || cells[label] === '1')
    .map((cells) => ({ bad: cells[label] === '0', ...judge({ text: cells.slice(before).join(',') }) }));
}

describe.skipIf(!isThere)('words alone, on real reviews', () => {
  it.each(SAMPLES)('of $file open tickets for the bad ones, and seldom for a good one', (sample) => {
    const reviews = judged(sample);
    const opened = reviews.filter(({ opens }) => opens);
    const rightly = opened.filter(({ bad }) => bad).length;
    const bad = reviews.filter((review) => review.bad).length;
    process.stdout.write(
      `${sample.file}: ${reviews.length} reviews, ${opened.length} tickets, ${rightly} of ${bad} bad ones found\n`,
    );

    expect(rightly / opened.length).toBeGreaterThan(0.9);
    expect(rightly / bad).toBeGreaterThan(0.5);
  });
});
