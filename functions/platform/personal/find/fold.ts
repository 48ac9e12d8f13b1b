/** A text in one spelling (NFKC, no invisible letters, one dash), and where each of its letters stood before. */
export type Folded = {
  readonly text: string;
  /** Where the letters from `start` to before `end` stood in the text as it came. */
  readonly origin: (start: number, end: number) => { readonly start: number; readonly end: number };
};

type Written = { text: string; readonly starts: number[]; readonly ends: number[] };

const WIDEST = 4; // one sign can stand for eighteen letters, and a text of such signs would grow with it

/** Folds a text in one pass; a figure in a circle, or a raised one, that stands alone is a mark and stays. */
export function fold(original: string): Folded {
  const written: Written = { text: '', starts: [], ends: [] };
  for (let at = 0; at < original.length; ) {
    const code = original.codePointAt(at) ?? 0;
    const end = at + (code > 0xffff ? 2 : 1);
    write(written, spelling(original, at, code), at, end);
    at = end;
  }
  const { text, starts, ends } = written;
  return {
    text,
    origin: (start, end) => ({ start: starts[start] ?? original.length, end: ends[end - 1] ?? original.length }),
  };
}

function write(written: Written, letters: string, start: number, end: number): void {
  written.text += letters;
  const isItself = letters.length === end - start && letters.length > 1;
  for (let nth = 0; nth < letters.length; nth++) {
    written.starts.push(isItself ? start + nth : start);
    written.ends.push(isItself ? start + nth + 1 : end);
  }
}

function spelling(original: string, at: number, code: number): string {
  if (code < 0xa0 || (code >= 0x3001 && code <= 0x9fff)) return original.charAt(at);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (isInvisible(code)) return '';
  if (isDash(code)) return '-';
  const sign = String.fromCodePoint(code);
  if (isMark(code) && !isMark(original.charCodeAt(at - 1)) && !isMark(original.charCodeAt(at + 1))) return sign;
  const plain = sign.normalize('NFKC');
  return plain.length > WIDEST ? sign : plain;
}

/** Joiners, direction marks, variation selectors and the frame of a key: a number copied from a phone is full of them. */
const isInvisible = (code: number) =>
  code === 0xad ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x2069) ||
  (code >= 0xfe00 && code <= 0xfe0f) ||
  code === 0x20e3 ||
  code === 0xfeff;

const isDash = (code: number) => (code >= 0x2010 && code <= 0x2015) || code === 0x2212;

const isMark = (code: number) =>
  (code >= 0x2460 && code <= 0x249b) ||
  (code >= 0x2070 && code <= 0x2089) ||
  (code >= 0x2776 && code <= 0x2793) ||
  code === 0xb2 ||
  code === 0xb3 ||
  code === 0xb9;
