import { beforeAll, describe, expect, it } from 'vitest';
import { takeOne, takeOneFor } from '#platform/store/counter.ts';
import type { Table } from '#platform/store/table.ts';
import { at, plusMinutes } from '#platform/time/instant.ts';
import { aTable } from './a-table.ts';

const noon = at('2026-03-02T12:00:00Z');
const hourly = { most: 3, everyMinutes: 60 };

let table: Table;
beforeAll(async () => {
  table = await aTable();
});

describe('a cap', () => {
  it('is never passed, however many ask at once', async () => {
    const asked = Array.from({ length: 20 }, () => takeOne(table, 'cap_race', hourly, noon));

    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(3);
  });

  it('begins anew with every window', async () => {
    for (let count = 0; count < 4; count += 1) await takeOne(table, 'cap_window', hourly, plusMinutes(noon, 59));

    expect(await takeOne(table, 'cap_window', hourly, plusMinutes(noon, 59))).toBe(false);
    expect(await takeOne(table, 'cap_window', hourly, plusMinutes(noon, 60))).toBe(true);
  });

  it('counts every name by itself', async () => {
    await takeOne(table, 'cap_one', { most: 1, everyMinutes: 60 }, noon);

    expect(await takeOne(table, 'cap_other', { most: 1, everyMinutes: 60 }, noon)).toBe(true);
  });

  it('counts what bears a mark as one, however often it asks, also when there is no room left', async () => {
    const take = (mark: string) => takeOneFor(table, 'cap_marked', hourly, noon, mark);
    const marks = ['a', 'a', 'b', 'a', 'c', 'd', 'a', 'e', 'b'];
    const heard: boolean[] = [];
    for (const mark of marks) heard.push(await take(mark));

    expect(marks.filter((_, nth) => !heard[nth])).toEqual(['d', 'e']);
  });

  it('is not passed by marks that ask at once', async () => {
    const marks = Array.from({ length: 20 }, (_, nth) => `m${nth % 10}`);
    const heard = await Promise.all(marks.map((mark) => takeOneFor(table, 'cap_marks', hourly, noon, mark)));

    expect(new Set(marks.filter((_, nth) => heard[nth])).size).toBe(3);
    expect(heard.filter(Boolean)).toHaveLength(6);
  });
});
