/** The value below which this share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** How long each of these took, one after the other, in milliseconds. */
export async function oneByOne(acts: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const taken: number[] = [];
  for (const act of acts) {
    const began = performance.now();
    await act();
    taken.push(performance.now() - began);
  }
  return taken;
}

/** How many of these were done a second when so many clients share them. */
export async function together(acts: readonly (() => Promise<unknown>)[], clients: number): Promise<number> {
  const left = acts.values();
  const began = performance.now();
  const client = async () => {
    for (const act of left) await act();
  };
  await Promise.all(Array.from({ length: clients }, client));
  return (acts.length / (performance.now() - began)) * 1000;
}
