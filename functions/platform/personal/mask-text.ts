import { type DetectOptions, detect, type Found } from './detect.ts';
import { type Origin, originOf, type Piece } from './find/origin.ts';
import { maskFound } from './mask-found.ts';

const MOST_LOOKS = 6;
const SEALED_APART = ['idNumber', 'bankCard'] as const satisfies Found['kind'][];

type Masked = { readonly text: string; readonly found: Found[] };

/** A text as others may see it, and what was hidden in it. Masking it again changes nothing. */
export function maskText(text: string, options: DetectOptions = {}): Masked {
  return settled(text, (shown) => detect(shown, options));
}

/** What a text carried that may be kept in no text. */
export type SealedApart = { readonly kind: 'idNumber' | 'bankCard'; readonly value: string };

/** A text as it may be kept: numbers of identity and of bank cards are masked and handed out, to be sealed apart (REC-06). */
export function sealAtDoor(text: string, options: DetectOptions = {}): { text: string; values: SealedApart[] } {
  const masked = settled(text, (shown) => detect(shown, options).filter(isSealedApart));
  return { text: masked.text, values: masked.found.filter(isSealedApart).map(({ kind, value }) => ({ kind, value })) };
}

/** Whether such a number was masked in this text. */
export const showsSealedApart = (text: string): boolean => {
  const masks = SEALED_APART.map((kind) => maskFound({ kind, value: '' }));
  return masks.some((mask) => text.includes(mask));
};

const isSealedApart = (one: Found): one is Found & SealedApart => SEALED_APART.some((kind) => kind === one.kind);

/** Looks again after hiding: what stood close to a hidden number, joined to it, is seen only then. */
function settled(text: string, look: (shown: string) => Found[]): Masked {
  const found = look(text);
  let shown = hide(text, found);
  let origin: Origin = (at) => ({ start: at, end: at + 1 });
  for (let looks = 1; found.length > 0 && looks < MOST_LOOKS; looks++) {
    const more = look(shown.text).filter((one) => maskFound(one) !== shown.text.slice(one.start, one.end));
    if (more.length === 0) break;
    origin = through(origin, originOf(shown.pieces));
    for (const one of more) found.push({ ...one, start: origin(one.start).start, end: origin(one.end - 1).end });
    shown = hide(shown.text, more);
  }
  return { text: shown.text, found: found.toSorted((one, other) => one.start - other.start) };
}

function hide(text: string, found: readonly Found[]): { text: string; pieces: Piece[] } {
  const pieces: Piece[] = [];
  let at = 0;
  let shown = '';
  for (const one of found) {
    shown += text.slice(at, one.start);
    const mask = maskFound(one);
    pieces.push({ start: one.start, end: one.end, newStart: shown.length, newEnd: shown.length + mask.length });
    shown += mask;
    at = one.end;
  }
  return { text: shown + text.slice(at), pieces };
}

function through(first: Origin, then: Origin): Origin {
  return (at) => {
    const { start, end } = then(at);
    return { start: first(start).start, end: first(end - 1).end };
  };
}
