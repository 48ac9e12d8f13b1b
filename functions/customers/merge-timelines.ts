/** One thing that happened; `place` sorts it among all of them. */
export type Placed = { readonly place: string };

/** The newest part of one timeline, as it may be seen; `last` is the place it was read up to, `more` lies before that. */
export type Part<Entry extends Placed> = {
  readonly entries: readonly Entry[];
  readonly last?: string | undefined;
  readonly more: boolean;
};

export type Merged<Entry> = { readonly entries: readonly Entry[]; readonly before?: string };

/**
 * Several timelines as one, newest first, at most `size` of it. What lies before the place that one of them was read up to is
 * left for the next page, for that one may hold something in between: nothing is passed over and nothing comes twice.
 */
export function mergeTimelines<Entry extends Placed>(parts: readonly Part<Entry>[], size: number): Merged<Entry> {
  const readUpTo = parts.flatMap(({ more, last }) => (more && last !== undefined ? [last] : []));
  const frontier = readUpTo.sort().at(-1);
  const known = parts
    .flatMap(({ entries }) => entries)
    .filter(({ place }) => frontier === undefined || place >= frontier)
    .sort((one, other) => (one.place < other.place ? 1 : -1));
  const entries = known.slice(0, size);
  const before = known.length > size ? entries.at(-1)?.place : frontier;
  return { entries, ...(before !== undefined && { before }) };
}
