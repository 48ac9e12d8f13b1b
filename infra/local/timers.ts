import { type Due, dueHeap } from './due-heap.ts';

export type Timers = {
  at(due: number, act: () => void): () => void;
  /** The instant of the next timer. */
  next(): number | undefined;
  /** Runs everything that is due, and what that makes due at once, in the order of the instants. */
  fire(): void;
  /** To be told when `now` has jumped. */
  jumped(): void;
  stop(): void;
};

const LONGEST_TIMEOUT = 2 ** 31 - 1; // the host's timers count in 32 bits and end at once beyond

/** Timers of any length over one timer of the host. */
export function timers(now: () => number): Timers {
  const heap = dueHeap();
  let order = 0;
  let alarm: NodeJS.Timeout | undefined;
  let alarmAt = Number.POSITIVE_INFINITY;
  let stopped = false;

  function arm() {
    const next = heap.first();
    if (stopped || !next || next.due >= alarmAt) return;
    clearTimeout(alarm);
    alarmAt = next.due;
    alarm = setTimeout(fire, Math.min(Math.max(next.due - now(), 0), LONGEST_TIMEOUT));
  }

  function fire() {
    alarmAt = Number.POSITIVE_INFINITY;
    for (let next = heap.first(); next && next.due <= now() && !stopped; next = heap.first()) {
      heap.takeFirst();
      run(next);
    }
    arm();
  }

  return {
    at(due, act) {
      const entry: Due = { due, order: order++, act };
      heap.add(entry);
      arm();
      return () => {
        if (!entry.act) return;
        entry.act = undefined;
        heap.forget();
      };
    },
    next: () => (stopped ? undefined : heap.first()?.due),
    fire,
    jumped() {
      alarmAt = Number.POSITIVE_INFINITY;
      arm();
    },
    stop() {
      stopped = true;
      clearTimeout(alarm);
    },
  };
}

function run(entry: Due) {
  const { act } = entry;
  entry.act = undefined;
  try {
    act?.();
  } catch (error) {
    console.error('A timer failed', error);
  }
}
