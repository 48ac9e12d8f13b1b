/** Makes `Date` of this thread tell the house's time, from its distance to real time in shared memory. */
export function installDate(offset: SharedArrayBuffer, real = Date.now): void {
  const shift = new Float64Array(offset);
  const now = () => real() + (shift[0] ?? 0);
  Date.now = now;
  globalThis.Date = new Proxy(Date, {
    construct: (date, given, newTarget) => Reflect.construct(date, given.length > 0 ? given : [now()], newTarget),
    apply: () => new Date(now()).toString(),
  });
}

/** Reads a clock once in each turn of the event loop: a pause counted from an instant begins at that instant. */
export function oncePerTurn(read: () => number): () => number {
  let held: number | undefined;
  const letGo = () => {
    held = undefined;
  };
  return () => {
    if (held === undefined) setImmediate(letGo);
    held ??= read();
    return held;
  };
}
