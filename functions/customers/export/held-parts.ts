import type { HeldCopy, HeldPiece, Under } from '#intake/copy/held-copy.ts';
import type { LinkFile } from './copied-file.ts';
import { ofEach, type Part, type Piece } from './piece.ts';

type Needs = { readonly held: HeldCopy; readonly link: LinkFile };

/** What came in and is theirs by their id. */
export function heldPart(ids: readonly string[], { held, link }: Needs): Part {
  return ofEach(ids, (id, after) => pieces(held.ofCustomer(id, after), link));
}

/** What came in from where they are, or names them. */
export function foundPart(under: Under, { held, link }: Needs): Part {
  return ofEach(under.indexes, (_, after, nth) => pieces(held.under(under, nth, after), link));
}

async function* pieces(all: AsyncIterable<HeldPiece>, link: LinkFile): AsyncGenerator<Piece> {
  for await (const { place, list, value, mail } of all) {
    yield { place, lists: { [list]: [value], ...(mail && { files: [await link(mail)] }) } };
  }
}
