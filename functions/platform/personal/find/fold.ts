import { type Origin, originOf, type Piece } from './origin.ts';

/** A text in one spelling (NFKC, no invisible letters, one dash), and where each of its letters stood before. */
export type Folded = { readonly text: string; readonly origin: Origin };

const HANGUL_FILLER = 0x3164;
const WIDEST = 4; // one sign can stand for eighteen letters, and a text of such signs would grow with it

/** Folds a text in one pass; a figure in a circle, or a raised one, that stands alone is a mark and stays. */
export function fold(original: string): Folded {
  const parts: string[] = [];
  const pieces: Piece[] = [];
  let copied = 0;
  let length = 0;
  for (let at = 0; at < original.length; ) {
    const code = original.codePointAt(at) ?? 0;
    const end = at + (code > 0xffff ? 2 : 1);
    const spelt = isPlain(code) ? undefined : spelling(original, at, code);
    if (spelt !== undefined) {
      parts.push(original.slice(copied, at), spelt);
      length += at - copied + spelt.length;
      copied = end;
      if (spelt.length !== 1 || end - at !== 1)
        pieces.push({ start: at, end, newStart: length - spelt.length, newEnd: length });
    }
    at = end;
  }
  return { text: parts.join('') + original.slice(copied), origin: originOf(pieces) };
}

const isPlain = (code: number) => code < 0xa0 || (code >= 0x3001 && code <= 0x9fff && code !== HANGUL_FILLER);

/** What is written for a sign; nothing when it stays. */
function spelling(original: string, at: number, code: number): string | undefined {
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (isInvisible(code)) return '';
  if (isDash(code)) return '-';
  const sign = String.fromCodePoint(code);
  if (isMark(code) && !isMark(original.charCodeAt(at - 1)) && !isMark(original.charCodeAt(at + 1))) return undefined;
  const plain = sign.normalize('NFKC');
  return plain.length > WIDEST || plain === sign ? undefined : plain;
}

/** Joiners, direction marks, variation selectors and the frame of a key: a number copied from a phone is full of them. */
const isInvisible = (code: number) =>
  code === 0xad ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x2069) ||
  (code >= 0xfe00 && code <= 0xfe0f) ||
  code === 0x20e3 ||
  code === 0xfeff ||
  code === 0x034f ||
  code === 0x061c ||
  code === 0x180e ||
  code === 0x115f ||
  code === 0x1160 ||
  code === HANGUL_FILLER ||
  code === 0xffa0 ||
  (code >= 0xe0000 && code <= 0xe01ef);

const isDash = (code: number) => (code >= 0x2010 && code <= 0x2015) || code === 0x2212;

const isMark = (code: number) =>
  (code >= 0x2460 && code <= 0x249b) ||
  (code >= 0x2070 && code <= 0x2089) ||
  (code >= 0x2776 && code <= 0x2793) ||
  code === 0xb2 ||
  code === 0xb3 ||
  code === 0xb9;
