import { isFree, type Page, take } from './span.ts';

/** The form of the shop's own numbers, such as `SO-####` or `JD##############`: `#` is a figure, `@` a letter. */
export type NumberForm = string;

const LONGEST_FORM = 40;
const MOST_FORMS = 20;
const MOST_TOGETHER = 2;

/** Takes the shop's own numbers off the page, so that nothing else sees them; letters match in either case. */
export function takeOrderNumbers(page: Page, forms: readonly NumberForm[]): void {
  const usable = forms.slice(0, MOST_FORMS).filter((form) => form !== '' && form.length <= LONGEST_FORM);
  if (usable.length === 0) return;
  for (let at = 0; at < page.text.length; at++) {
    if (isJoined(page.text, at)) continue;
    const span = { start: at, end: endOfNumbers(page.text, at, usable, 0) ?? at };
    if (span.end > at && isFree(page, span)) take(page, span);
  }
}

/** Where the number ends that begins here, or the last of several without anything between them. */
function endOfNumbers(text: string, start: number, forms: readonly NumberForm[], before: number): number | undefined {
  for (const form of forms) {
    if (!isOfForm(text, start, form)) continue;
    const end = start + form.length;
    if (!isJoined(text, end)) return end;
    const last = before < MOST_TOGETHER ? endOfNumbers(text, end, forms, before + 1) : undefined;
    if (last !== undefined) return last;
  }
  return undefined;
}

function isOfForm(text: string, start: number, form: NumberForm): boolean {
  for (let nth = 0; nth < form.length; nth++) {
    if (!fits(text.charCodeAt(start + nth), form.charCodeAt(nth))) return false;
  }
  return true;
}

function fits(code: number, expected: number): boolean {
  if (expected === 0x23) return isFigure(code);
  if (expected === 0x40) return isLetter(code);
  return code === expected || (isLetter(code) && isLetter(expected) && (code | 0x20) === (expected | 0x20));
}

const isFigure = (code: number) => code >= 0x30 && code <= 0x39;
const isLetter = (code: number) => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;

/** Whether a figure goes on with a figure here, or a letter with a letter. */
function isJoined(text: string, at: number): boolean {
  const [before, next] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return (isFigure(before) && isFigure(next)) || (isLetter(before) && isLetter(next));
}
