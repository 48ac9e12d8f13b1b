import { type Due, dueHeap } from './due-heap.ts';

export type ThreadTimers = { next(): number | undefined; fire(upTo: number): void };

/** Replaces this thread's timers by ones that only `fire` ends; `set` hears of each instant something now waits for. */
export function installTimers(changed: () => void, set: (due: number) => void): ThreadTimers {
  const heap = dueHeap();
  let order = 0;

  Object.assign(globalThis, {
    setTimeout(act: () => void, milliseconds = 0): Due {
      const timer = { due: Date.now() + Math.max(0, milliseconds), order: order++, act };
      heap.add(timer);
      set(timer.due);
      changed();
      return timer;
    },
    clearTimeout(timer?: Due) {
      if (!timer?.act) return;
      timer.act = undefined;
      heap.forget();
      changed();
    },
  });

  return {
    next: () => heap.first()?.due,
    fire(upTo) {
      const until = Math.max(upTo, Date.now());
      for (let timer = heap.first(); timer && timer.due <= until; timer = heap.first()) {
        const { act } = timer;
        heap.takeFirst();
        timer.act = undefined;
        act?.();
      }
    },
  };
}
