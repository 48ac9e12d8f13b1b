import { describe, expect, it } from 'vitest';
import { at } from '#platform/time/instant.ts';
import { quarterBefore, quarterOf } from '#surveys/quarter.ts';

describe('a quarter', () => {
  it.each([
    ['2026-01-15T00:00:00Z', '2026Q1'],
    ['2026-03-31T15:59:59Z', '2026Q1'],
    ['2026-03-31T16:00:00Z', '2026Q2'],
    ['2026-09-30T15:59:59Z', '2026Q3'],
    ['2026-12-31T15:59:59Z', '2026Q4'],
    ['2026-12-31T16:00:00Z', '2027Q1'],
  ])('in which %s lies in Shanghai is %s', (moment, quarter) => {
    expect(quarterOf(at(moment))).toBe(quarter);
  });

  it.each([
    ['2026-04-01T01:00:00Z', '2026Q1'],
    ['2025-12-31T16:00:00Z', '2025Q4'],
    ['2026-02-15T00:00:00Z', '2025Q4'],
    ['2026-10-01T01:00:00Z', '2026Q3'],
  ])('that was over at %s is %s', (moment, quarter) => {
    expect(quarterBefore(at(moment))).toBe(quarter);
  });
});
