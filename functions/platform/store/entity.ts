import { isDeepStrictEqual } from 'node:util';
import type * as z from 'zod';
import type { Item, Key } from './table.ts';

type Definition<State> = {
  readonly name: string;
  readonly schema: z.ZodType<State>;
  readonly key: (state: State) => Key;
  /** The attributes of the sparse indexes this state stands in; absent ones take it out. */
  readonly indexes?: (state: State) => Readonly<Record<string, string | undefined>>;
  /** What every state has and an item need not say: what most have, and what its keys say already. A kilobyte is a unit. */
  readonly unsaid?: {
    readonly usual: Partial<State>;
    readonly told: (item: Stored) => Readonly<Record<string, string | undefined>>;
  };
};

type Stored = Readonly<Record<string, unknown>>;

/** How one kind of state lies in the table: the only place that spells its keys. */
export type Entity<State> = {
  readonly name: string;
  toItem(state: State, extra?: Readonly<Record<string, unknown>>): Item;
  /** The state of an item; one that does not parse is an error that names its key, never skipped. */
  fromItem(item: Stored): State;
};

export function entity<State extends object>({ name, schema, key, indexes, unsaid }: Definition<State>): Entity<State> {
  const understood = (item: Stored): Stored => ({ ...unsaid?.usual, ...unsaid?.told(item) });
  return {
    name,
    toItem: (state, extra = {}) => {
      const places = { ...indexes?.(state), ...extra, ...key(state), entity: name };
      const without = understood(places);
      const said = Object.entries(state).filter(([field, value]) => !isDeepStrictEqual(without[field], value));
      return { ...Object.fromEntries(said), ...places };
    },
    fromItem: (item) => {
      const parsed = schema.safeParse({ ...understood(item), ...item });
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
