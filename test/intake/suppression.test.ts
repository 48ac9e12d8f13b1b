import { describe, expect, it } from 'vitest';
import { type Met, maySend, nothingKnown, suppress } from '#intake/suppression/suppression.ts';
import { at, plusMinutes } from '#platform/time/instant.ts';

const noon = at('2026-03-02T12:00:00Z');

/** What is known after this happened, a minute after each other. */
const knownAfter = (...met: Met[]) =>
  met.reduce((known, one, minute) => suppress(known, one, plusMinutes(noon, minute)), nothingKnown('wang'));

describe('what is known against writing to somebody', () => {
  it.each<[Met[], string, number]>([
    [['complaint', 'hardBounce'], 'complaint', 0],
    [['hardBounce', 'complaint'], 'hardBounce', 0],
    [['hardBounce', 'hardBounce'], 'hardBounce', 0],
    [['softBounce', 'softBounce', 'softBounce', 'softBounce', 'softBounce', 'hardBounce'], 'softBounces', 4],
  ])('is the first reason there was, whatever follows: of %j %s', (met, because, minute) => {
    expect(knownAfter(...met).all).toEqual({ because, at: plusMinutes(noon, minute) });
  });

  it('is the first time they refused', () => {
    expect(knownAfter('refused', 'delivered', 'refused').commercial).toEqual({ because: 'refused', at: noon });
  });

  it('is nothing after four failures in a row, and anew after a delivery', () => {
    const four: Met[] = ['softBounce', 'softBounce', 'softBounce', 'softBounce'];

    expect(knownAfter(...four, 'delivered', ...four).all).toBeUndefined();
    expect(maySend(knownAfter(...four, 'softBounce'), 'service')).toBe(false);
  });
});
