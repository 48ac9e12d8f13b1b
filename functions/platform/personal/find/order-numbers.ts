import { isFree, type Page, take } from './span.ts';

/** The form of the shop's own numbers, such as `SO-####` or `JD##############`: `#` is a figure, `@` a letter. */
export type NumberForm = string;

const LONGEST_FORM = 40;
const MOST_FORMS = 20;

/** Takes the shop's own numbers off the page, so that nothing else sees them; letters match in either case. */
export function takeOrderNumbers(page: Page, forms: readonly NumberForm[]): void {
  const usable = forms.slice(0, MOST_FORMS).filter((form) => form !== '' && form.length <= LONGEST_FORM);
  if (usable.length === 0) return;
  for (let at = 0; at < page.text.length; at++) {
    if (isWordLetter(page.text.charCodeAt(at - 1))) continue;
    const form = usable.find((one) => isOfForm(page.text, at, one));
    const span = { start: at, end: at + (form?.length ?? 0) };
    if (form && isFree(page, span)) take(page, span);
  }
}

function isOfForm(text: string, start: number, form: NumberForm): boolean {
  for (let nth = 0; nth < form.length; nth++) {
    if (!fits(text.charCodeAt(start + nth), form.charCodeAt(nth))) return false;
  }
  return !isWordLetter(text.charCodeAt(start + form.length));
}

function fits(code: number, expected: number): boolean {
  if (expected === 0x23) return isFigure(code);
  if (expected === 0x40) return isLetter(code);
  return code === expected || (isLetter(code) && isLetter(expected) && (code | 0x20) === (expected | 0x20));
}

const isFigure = (code: number) => code >= 0x30 && code <= 0x39;
const isLetter = (code: number) => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
const isWordLetter = (code: number) => isFigure(code) || isLetter(code);
