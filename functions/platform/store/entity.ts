import type * as z from 'zod';
import type { Item, Key } from './table.ts';

type Definition<State> = {
  readonly name: string;
  readonly schema: z.ZodType<State>;
  readonly key: (state: State) => Key;
  /** The attributes of the sparse indexes this state stands in; absent ones take it out. */
  readonly indexes?: (state: State) => Readonly<Record<string, string | undefined>>;
};

/** How one kind of state lies in the table: the only place that spells its keys. */
export type Entity<State> = {
  readonly name: string;
  toItem(state: State, extra?: Readonly<Record<string, unknown>>): Item;
  /** The state of an item; one that does not parse is an error that names its key, never skipped. */
  fromItem(item: Readonly<Record<string, unknown>>): State;
};

export function entity<State extends object>({ name, schema, key, indexes }: Definition<State>): Entity<State> {
  return {
    name,
    toItem: (state, extra = {}) => ({ ...state, ...indexes?.(state), ...extra, ...key(state), entity: name }),
    fromItem: (item) => {
      const parsed = schema.safeParse(item);
      if (parsed.success) return parsed.data;
      throw new Error(
        `The ${name} ${String(item['pk'])} ${String(item['sk'])} does not parse: ${parsed.error.message}`,
      );
    },
  };
}

/** Spreads a subject over this many partitions of an index, so that none grows hot. */
export const BUCKETS = 8;

/** The bucket of an id: evenly spread, always the same. */
export function bucketOf(id: string): number {
  let sum = 0;
  for (const symbol of id) sum = (sum * 31 + symbol.charCodeAt(0)) % 65_521;
  return sum % BUCKETS;
}
