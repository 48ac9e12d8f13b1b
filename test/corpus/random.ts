export type Random = {
  /** A whole number from 0 to below `most`. */
  readonly below: (most: number) => number;
  readonly oneOf: <T>(all: readonly T[]) => T;
  readonly digits: (count: number) => string;
};

/** Chance that is the same each time: mulberry32 from a seed. */
export function randomFrom(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const below = (most: number) => Math.floor(next() * most);
  return {
    below,
    oneOf: (all) => all[below(all.length)]!,
    digits: (count) => Array.from({ length: count }, () => below(10)).join(''),
  };
}
