/** Figures of one script that stand together. */
export type Figures = { readonly digits: string; readonly start: number; readonly end: number };

const CHINESE = new Map(Array.from('零一二三四五六七八九', (figure, value) => [figure.charCodeAt(0), String(value)]));
CHINESE.set(0x3007, '0').set(0x5e7a, '1'); // 〇 and 幺
// The figures of cheques; some are also words and surnames, and say a number only beside another figure.
const FORMAL = new Map(
  Array.from('壹贰叁肆伍陆柒捌玖壹貳參肆伍陸柒捌玖', (figure, nth) => [figure.charCodeAt(0), String((nth % 9) + 1)]),
);
const AFTER_ONE = '直个下定些样起次致般共切天会';
/** What parts the figures of one number as a rule. */
export const BETWEEN = ' \t-.()·_';
const WIDEST_GAP = 3;
const LONGEST_REMAINDER = 4; // what a mask leaves of a number
const FEWEST = 5; // no number of a person has fewer figures

/**
 * Figures in the order they stand, those that only signs of `between` part in one chain: spaces, dots, dashes and brackets. What is taken, and
 * what a mask left of a number, belongs to none.
 */
export function digitChains(text: string, taken: Uint8Array, between = BETWEEN): Figures[][] {
  const chains: Figures[][] = [];
  let chain: Figures[] = [];
  for (let at = 0; at < text.length; ) {
    const group = groupAt(text, at, taken);
    if (!group) {
      at++;
      continue;
    }
    at = group.end;
    const last = chain.at(-1);
    if (last && !isGap(text, last.end, group.start, between)) {
      keep(chains, chain);
      chain = [];
    }
    if (!isRemainder(text, group)) chain.push(group);
  }
  keep(chains, chain);
  return chains;
}

function keep(chains: Figures[][], chain: Figures[]): void {
  if (chain.reduce((sum, { digits }) => sum + digits.length, 0) >= FEWEST) chains.push(chain);
}

function groupAt(text: string, start: number, taken: Uint8Array): Figures | undefined {
  const isArabic = isFigure(text.charCodeAt(start));
  const digitOf = isArabic ? arabic : chinese;
  let digits = '';
  let end = start;
  while (end < text.length && !taken[end]) {
    const digit = digitOf(text.charCodeAt(end)) ?? (isArabic ? undefined : formal(text, end));
    if (digit === undefined || (!isArabic && opensWord(text, end))) break;
    digits += digit;
    end++;
  }
  return end > start ? { digits, start, end } : undefined;
}

/** 一直, 一个: the figure belongs to the word after it. */
const opensWord = (text: string, at: number) => text[at] === '一' && AFTER_ONE.includes(text[at + 1] ?? ' ');

const isFigure = (code: number) => code >= 0x30 && code <= 0x39;
const arabic = (code: number) => (isFigure(code) ? String.fromCharCode(code) : undefined);
const chinese = (code: number) => (code < 0x3007 ? undefined : CHINESE.get(code));

function formal(text: string, at: number): string | undefined {
  const digit = FORMAL.get(text.charCodeAt(at));
  if (digit === undefined) return undefined;
  return isNumeral(text, besides(text, at, 1)) || isNumeral(text, besides(text, at, -1)) ? digit : undefined;
}

const isNumeral = (text: string, at: number) =>
  FORMAL.has(text.charCodeAt(at)) || chinese(text.charCodeAt(at)) !== undefined;

/** The next place to this side that holds more than what may part figures. */
function besides(text: string, at: number, step: 1 | -1): number {
  let next = at + step;
  while (Math.abs(next - at) <= WIDEST_GAP && BETWEEN.includes(text[next] ?? '*')) next += step;
  return next;
}

function isGap(text: string, start: number, end: number, between: string): boolean {
  if (end - start > WIDEST_GAP) return false;
  for (let at = start; at < end; at++) if (!between.includes(text.charAt(at))) return false;
  return true;
}

function isRemainder(text: string, { digits, start, end }: Figures): boolean {
  if (digits.length > LONGEST_REMAINDER) return false;
  let before = start;
  while (before > start - WIDEST_GAP && BETWEEN.includes(text[before - 1] ?? '*')) before--;
  let after = end;
  while (after < end + WIDEST_GAP && BETWEEN.includes(text[after] ?? '*')) after++;
  return text.slice(before - 3, before) === '***' || text.startsWith('***', after);
}
