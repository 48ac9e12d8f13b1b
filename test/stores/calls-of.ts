import type { Table } from '#platform/store/table.ts';

/** The names of all calls that this table is asked from now on, in their order. */
export function callsOf(table: Table): string[] {
  const sent: string[] = [];
  table.client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        sent.push(String(commandName));
        return next(args);
      },
    { step: 'initialize' },
  );
  return sent;
}
