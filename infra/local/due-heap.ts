/** Something to do at an instant; without `act` it was cancelled. */
export type Due = { due: number; order: number; act: (() => void) | undefined };

export type DueHeap = { add(entry: Due): void; first(): Due | undefined; takeFirst(): Due | undefined; forget(): void };

const before = (one: Due, other: Due) => one.due < other.due || (one.due === other.due && one.order < other.order);

// Cancelled entries stay until they are as many as the living: sweeping then costs no more than cancelling did.
const SWEEP_FROM = 1024;

/** A binary heap by instant, then by the order of adding. */
export function dueHeap(): DueHeap {
  let entries: Due[] = [];
  let cancelled = 0;

  function rise(entry: Due) {
    let at = entries.length;
    while (at > 0) {
      const parentAt = (at - 1) >> 1;
      const parent = entries[parentAt];
      if (!parent || !before(entry, parent)) break;
      entries[at] = parent;
      at = parentAt;
    }
    entries[at] = entry;
  }

  function sink(entry: Due) {
    let at = 0;
    for (;;) {
      let childAt = 2 * at + 1;
      let child = entries[childAt];
      const right = entries[childAt + 1];
      if (child && right && before(right, child)) {
        childAt += 1;
        child = right;
      }
      if (!child || !before(child, entry)) break;
      entries[at] = child;
      at = childAt;
    }
    entries[at] = entry;
  }

  function drop(): Due | undefined {
    const first = entries[0];
    const last = entries.pop();
    if (last && entries.length > 0) sink(last);
    return first;
  }

  function first(): Due | undefined {
    while (entries[0] && !entries[0].act) {
      drop();
      cancelled -= 1;
    }
    return entries[0];
  }

  return {
    add: rise,
    first,
    takeFirst: () => first() && drop(),
    forget() {
      cancelled += 1;
      if (cancelled < SWEEP_FROM || cancelled * 2 < entries.length) return;
      entries = entries.filter((entry) => entry.act).sort((one, other) => (before(one, other) ? -1 : 1));
      cancelled = 0;
    },
  };
}
