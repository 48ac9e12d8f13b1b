import { internationalEmailAt } from './international-email.ts';
import { isFree, type Page, type Span } from './span.ts';

const LONGEST_LOCAL = 64; // RFC 5321
const LONGEST_DOMAIN = 253;
const LOCAL = /[\w.%+-]/;
const DOMAIN = /[A-Za-z0-9.。-]/;
const WELL_FORMED = /^[a-z0-9][a-z0-9.-]*\.(?:[a-z]{2,24}|xn--[a-z0-9]{1,20})$/;

/** The addresses of mail on a page; a space beside the @ and a Chinese full stop in the domain are forgiven. */
export function emailsIn(page: Page): Span[] {
  const found: Span[] = [];
  for (let at = page.text.indexOf('@'); at >= 0; at = page.text.indexOf('@', at + 1)) {
    const span = emailAt(page.text, at) ?? internationalEmailAt(page.text, at);
    if (span && isFree(page, span) && span.start >= (found.at(-1)?.end ?? 0)) found.push(span);
  }
  return found;
}

function emailAt(text: string, at: number): Span | undefined {
  const before = text[at - 1] === ' ' ? at - 1 : at;
  const after = text[at + 1] === ' ' ? at + 2 : at + 1;
  let start = before;
  while (start > before - LONGEST_LOCAL && LOCAL.test(text[start - 1] ?? ' ')) start--;
  while (start < before && !/[A-Za-z0-9_]/.test(text.charAt(start))) start++;
  let end = after;
  while (end < after + LONGEST_DOMAIN && DOMAIN.test(text[end] ?? ' ')) end++;
  while (end > after && /[.。-]/.test(text.charAt(end - 1))) end--;
  const domain = text.slice(after, end).replaceAll('。', '.').toLowerCase();
  if (start === before || !WELL_FORMED.test(domain) || domain.includes('..') || goesOn(text, start, end))
    return undefined;
  return { kind: 'email', start, end, value: `${text.slice(start, before)}@${domain}` };
}

const SPACED_LETTER = /(?!\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai})[\p{L}\p{M}]/u;

/** A letter with an accent before or behind belongs to the address; one of a script without spaces is the sentence. */
const goesOn = (text: string, start: number, end: number) =>
  SPACED_LETTER.test(text.charAt(start - 1)) || SPACED_LETTER.test(text.charAt(end));
