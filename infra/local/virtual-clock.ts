import { timers } from './timers.ts';

/** The house's time: runs with real time, and can be moved forward. Milliseconds since 1970. */
export type VirtualClock = {
  now(): number;
  /** Runs `act` when the clock reaches `due`, however far away. Returns its cancellation. */
  at(due: number, act: () => void): () => void;
  /**
   * Jumps to each timer due on the way, fires all that are due, waits until all has settled, goes on. With `lagging`, that many
   * deliveries of the bus may still be on their way when it goes on, as they would be in a real house; at the end none are.
   * Refuses to go back.
   */
  moveTo(target: number, lagging?: number): Promise<void>;
  /** One Float64, virtual minus real milliseconds: worker threads read the time here. */
  readonly offset: SharedArrayBuffer;
  stop(): void;
};

type Options = { start?: number; settled: (lagging?: number) => Promise<void>; onMove?: (offset: number) => void };

export function virtualClock({ start, settled, onMove }: Options): VirtualClock {
  const offset = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const shift = new Float64Array(offset);
  if (start !== undefined) shift[0] = start - Date.now();
  const now = () => Date.now() + (shift[0] ?? 0);
  const { at, next, fire, jumped, stop } = timers(now);
  let moves = Promise.resolve();

  function jumpTo(instant: number) {
    const ahead = instant - now();
    if (ahead <= 0) return;
    shift[0] = (shift[0] ?? 0) + ahead;
    onMove?.(shift[0]);
    jumped();
  }

  async function advance(target: number, lagging: number) {
    await settled(lagging);
    for (let due = next(); due !== undefined && due <= target; due = next()) {
      jumpTo(due);
      fire();
      await settled(lagging);
    }
    await settled();
    jumpTo(target);
  }

  return {
    now,
    at,
    offset,
    stop,
    async moveTo(target, lagging = 0) {
      if (!Number.isFinite(target)) throw new RangeError(`Not an instant: ${target}`);
      if (target < now()) throw new RangeError('The clock does not go back');
      moves = moves.then(() => advance(target, lagging));
      return moves;
    },
  };
}
