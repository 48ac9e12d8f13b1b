import { beforeAll, describe, expect, it } from 'vitest';
import { giveBackOneOfAny, takeOneOfAny } from '#platform/store/sliding-counter.ts';
import type { Table } from '#platform/store/table.ts';
import { at, type Instant, plusMinutes } from '#platform/time/instant.ts';
import { aTable } from './a-table.ts';

const hourly = { most: 3, everyMinutes: 60, stepMinutes: 5 };
const beforeOne = at('2026-03-02T12:59:00Z');

let table: Table;
beforeAll(async () => {
  table = await aTable();
});

const take = (name: string, moment: Instant) => takeOneOfAny(table, `cap_${name}`, hourly, moment);

async function taken(name: string, moments: readonly Instant[]): Promise<boolean[]> {
  const answers: boolean[] = [];
  for (const moment of moments) answers.push(await take(name, moment));
  return answers;
}

describe('a cap over any hour', () => {
  it.each([0, 1, 2, 30, 59])('holds over the edge of the hour: %d minutes later nothing is left', async (minutes) => {
    const name = `edge${minutes}`;
    await taken(name, [beforeOne, beforeOne, beforeOne]);

    expect(await take(name, plusMinutes(beforeOne, minutes))).toBe(false);
  });

  it('gives back what was taken more than an hour ago, a step later at most', async () => {
    await taken('slides', [beforeOne, plusMinutes(beforeOne, 30), plusMinutes(beforeOne, 30)]);

    expect(
      await taken(
        'slides',
        [65, 65].map((minutes) => plusMinutes(beforeOne, minutes)),
      ),
    ).toEqual([true, false]);
    expect(
      await taken(
        'slides',
        [95, 95, 95].map((minutes) => plusMinutes(beforeOne, minutes)),
      ),
    ).toEqual([true, true, false]);
  });

  it('never lets more through within an hour, whenever they ask', async () => {
    const moments = Array.from({ length: 60 }, (_, n) => plusMinutes(beforeOne, n * 4));
    const answers = await taken('any', moments);
    const through = moments.filter((_, n) => answers[n]);
    const within = through.map((one) => through.filter((other) => other >= one && other < plusMinutes(one, 60)).length);

    expect(Math.max(...within)).toBe(3);
    expect(through.length).toBeGreaterThanOrEqual(9);
  });

  it('is never passed, however many ask at once', async () => {
    await take('race', plusMinutes(beforeOne, -20));
    const asked = Array.from({ length: 20 }, () => take('race', beforeOne));

    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(2);
  });

  it('has room again for what was given back, however many give back at once, and never for more than was taken', async () => {
    await taken('unused', [beforeOne, beforeOne, plusMinutes(beforeOne, 10)]);
    const back = () => giveBackOneOfAny(table, 'cap_unused', hourly, beforeOne);
    await Promise.all([back(), back(), back(), back()]);
    const later = plusMinutes(beforeOne, 20);

    expect(await taken('unused', [later, later, later])).toEqual([true, true, false]);
  });
});
