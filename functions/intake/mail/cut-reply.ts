import {
  beginsIntroduction,
  isIntroduction,
  isRuled,
  mayEndIntroduction,
  saysWhoWrote,
  startsHeaders,
} from './quote-marks.ts';
import { isSignature } from './signature-marks.ts';

/** What somebody wrote, and what is cut off it for display: quoted history and signatures. */
export type CutReply = { readonly shown: string; readonly rest: string };

const LONGEST_LINE = 300; // of a longer one only the beginning is looked at
const MOST_LINES = 20_000;
const INTRODUCTION_LINES = 4;
const HEADER_LINES = 8;
const SIGNATURE_LINES = 40;
const WRAPPED = 60; // a quoted line this long may go on, unmarked, on the next

const RULE_OR_EMPTY = /^[\s\-_=–—*]*$/;
const QUOTED = /^\s{0,3}[>＞]/;

/** Cuts a reply line by line. What is only a quotation is shown whole: a text that says something never shows nothing. */
export function cutReply(text: string): CutReply {
  const whole = text.replaceAll('\r\n', '\n').trim();
  const lines = whole.split('\n');
  const heads = lines.slice(0, MOST_LINES).map((line) => line.slice(0, LONGEST_LINE).replaceAll('&nbsp;', ' '));
  const end = signatureStart(heads, quoteStart(heads));
  const start = leadingQuoteEnd(heads, end);
  const shown = trimmed(lines, heads, start, end);
  if (shown === '') return { shown: whole, rest: '' };
  return {
    shown,
    rest: [lines.slice(0, start), end < heads.length ? lines.slice(end) : []].flat().join('\n').trim(),
  };
}

/** Where the quotation begins that goes on to the end. */
function quoteStart(lines: readonly string[]): number {
  const answered = lastAnswer(lines);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const start = quoteAt(lines, index, line);
    if (start === undefined) continue;
    // With an answer below, the quotation is what is answered, and stays.
    const isMarked =
      isQuoted(lines[index + 1]) || (lines[index + 1]?.trim() === '' && isQuoted(lines[index + 2])) || isQuoted(line);
    if (!isMarked || answered <= index) return start;
  }
  return lines.length;
}

function quoteAt(lines: readonly string[], index: number, line: string): number | undefined {
  if (isRuled(line)) return index;
  if (startsHeaders(line, lines.slice(index + 1, index + HEADER_LINES))) return index;
  if (mayEndIntroduction(line)) {
    const start = introductionStart(lines, index);
    if (start !== undefined) return start;
  }
  return isQuoted(line) ? index - linesOfName(lines, index) : undefined;
}

/** How many lines above a quotation say no more than who wrote it. */
function linesOfName(lines: readonly string[], quote: number): number {
  const above = lines[quote - 1]?.trim() === '' ? 2 : 1;
  return saysWhoWrote(lines[quote - above] ?? '') ? above : 0;
}

/** The line on which the introduction that ends on this one begins: the nearest that sounds like it, else that has a date. */
function introductionStart(lines: readonly string[], end: number): number | undefined {
  let dated: number | undefined;
  for (let start = end; start > end - INTRODUCTION_LINES && start >= 0; start -= 1) {
    if (lines[start]?.trim() === '') break;
    if (!isIntroduction(lines.slice(start, end + 1).join(' '))) continue;
    dated ??= start;
    if (beginsIntroduction(lines[start] ?? '')) return start;
  }
  return dated;
}

const isQuoted = (line: string | undefined): boolean => line !== undefined && QUOTED.test(line);

/** The last line that is neither quoted, nor a quoted line's wrapped end, nor in a signature; -1 when there is none. */
function lastAnswer(lines: readonly string[]): number {
  const end = signatureStart(lines, lines.length);
  let answer = -1;
  let carries = false;
  for (let index = 0; index < end; index += 1) {
    const line = lines[index] ?? '';
    const isOwn = !isQuoted(line) && !RULE_OR_EMPTY.test(line);
    if (isOwn && !carries) answer = index;
    carries = isQuoted(line) ? line.length >= WRAPPED : carries && isOwn;
  }
  return answer;
}

/** Where the signature begins that ends the text. */
function signatureStart(lines: readonly string[], end: number): number {
  const last = withoutEmpty(lines, end);
  const body = lines.slice(0, last);
  for (let index = Math.max(1, last - SIGNATURE_LINES); index < last; index += 1) {
    if (isSignature(body, index)) return index;
  }
  return end;
}

/** How far the quotation goes with which a text begins that is answered below it. */
function leadingQuoteEnd(lines: readonly string[], end: number): number {
  let index = 0;
  while (
    index < end &&
    (isQuoted(lines[index]) || RULE_OR_EMPTY.test(lines[index] ?? '') || isIntroductionLine(lines, index))
  )
    index += 1;
  return lines.slice(0, index).some(isQuoted) && index < end ? index : 0;
}

function isIntroductionLine(lines: readonly string[], index: number): boolean {
  return lines.slice(index, index + INTRODUCTION_LINES).some((line, nth) => {
    if (!mayEndIntroduction(line)) return false;
    const start = introductionStart(lines, index + nth);
    return start !== undefined && start <= index;
  });
}

function withoutEmpty(lines: readonly string[], end: number): number {
  let last = end;
  while (last > 0 && RULE_OR_EMPTY.test(lines[last - 1] ?? '')) last -= 1;
  return last;
}

/** The lines between, without the empty ones around them. */
function trimmed(lines: readonly string[], heads: readonly string[], start: number, end: number): string {
  const last = lines.length > heads.length && end === heads.length ? lines.length : withoutEmpty(heads, end);
  return lines.slice(start, last).join('\n').trim();
}
