/** Chance that repeats itself: the same seed gives the same numbers (mulberry32). */
export type Chance = {
  share(): number;
  between(least: number, most: number): number;
  oneOf<T>(weighted: readonly (readonly [number, T])[]): T;
};

export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    share,
    between: (least, most) => least + Math.floor(share() * (most - least + 1)),
    oneOf: (weighted) => {
      let place = share() * weighted.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, thing] of weighted) {
        place -= weight;
        if (place < 0) return thing;
      }
      throw new Error('There is nothing to choose from');
    },
  };
}
