/** The lists of a copy. */
export const LISTS = [
  ...(['records', 'events', 'audit', 'tickets', 'feedback', 'conversations', 'refusals'] as const),
  ...(['setAside', 'automatic', 'notices', 'surveys', 'files'] as const),
];
export type ListName = (typeof LISTS)[number];
export type Lists = Readonly<Partial<Record<ListName, readonly object[]>>>;

/** What belongs together in a copy and comes on one page; `place` is where the part goes on behind it. */
export type Piece = { readonly place: string; readonly lists: Lists };

/** A part of a copy, always in the same order; `after` is the place of the last piece that was given. */
export type Part = (after: string | undefined) => AsyncIterable<Piece>;

/** What each of several has, one after the other. */
export function ofEach<Owner>(
  owners: readonly Owner[],
  open: (owner: Owner, after: string | undefined, nth: number) => AsyncIterable<Piece>,
): Part {
  return async function* (after) {
    const [, nth = '0', inner] = /^(\d+) (.*)$/s.exec(after ?? '') ?? [];
    for (const [place, owner] of owners.entries()) {
      if (place < Number(nth)) continue;
      const from = place === Number(nth) ? inner : undefined;
      for await (const piece of open(owner, from, place)) yield { ...piece, place: `${place} ${piece.place}` };
    }
  };
}

/** The one piece that somebody has, if it was not given. */
export const one = (made: () => Promise<Lists>) =>
  async function* (after: string | undefined): AsyncGenerator<Piece> {
    if (after === undefined) yield { place: '', lists: await made() };
  };
