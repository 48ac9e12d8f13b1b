/** Does it for each, at most `atOnce` at the same time. All are tried, however many fail; then one error says how many did. */
export async function eachOf<T>(all: Iterable<T>, atOnce: number, act: (one: T) => Promise<void>): Promise<void> {
  const waiting = all[Symbol.iterator]();
  const failures: unknown[] = [];
  const worker = async () => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) {
      try {
        await act(next.value);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} failed: ${String(failures[0])}`);
}
