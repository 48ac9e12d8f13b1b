/** A stretch of a text that was rewritten: where it stood, and where what replaced it stands. */
export type Piece = {
  readonly start: number;
  readonly end: number;
  readonly newStart: number;
  readonly newEnd: number;
};

/** Where a letter of a rewritten text stood before; a letter of a piece stood where the whole piece did. */
export type Origin = (at: number) => { readonly start: number; readonly end: number };

/** The origin of every letter of a text in which nothing was rewritten but these pieces, given from left to right. */
export function originOf(pieces: readonly Piece[]): Origin {
  return (at) => {
    const last = pieces[lastBefore(pieces, at)];
    if (!last) return { start: at, end: at + 1 };
    if (at < last.newEnd) return { start: last.start, end: last.end };
    const start = at - last.newEnd + last.end;
    return { start, end: start + 1 };
  };
}

/** The number of the last piece that begins here or before; -1 when there is none. */
function lastBefore(pieces: readonly Piece[], at: number): number {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.newStart ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
