const RUNS = 3;
const FLOOR = 20_000; // microseconds: what takes less says more about the engine than about the work

/** Steeper than in proportion, with room for what else a processor does. */
export const TOO_STEEP = 8;

/**
 * How many times as long something takes with four times the input, at worst, on the way to an input of `size`: four when its time
 * grows with the input, sixteen when it grows with the square. It is this thread's own processor time, so that it says the same on
 * a slow machine and on a busy one. What was once too steep is not asked for more.
 */
export function steepest<Input>(
  size: number,
  inputOf: (size: number) => Input,
  work: (input: Input) => unknown,
): number {
  const sizes = [size / 64, size / 16, size / 4, size].map(Math.floor);
  let worst = 0;
  let before = Number.POSITIVE_INFINITY;
  for (const one of sizes) {
    const took = quickest(inputOf(one), work);
    worst = Math.max(worst, took / before);
    if (worst >= TOO_STEEP) return worst;
    before = Math.max(took, FLOOR);
  }
  return worst;
}

/** Microseconds of the quickest of some runs. */
function quickest<Input>(input: Input, work: (input: Input) => unknown): number {
  const took = Array.from({ length: RUNS }, () => {
    const before = process.threadCpuUsage();
    work(input);
    const { user, system } = process.threadCpuUsage(before);
    return user + system;
  });
  return Math.min(...took);
}
