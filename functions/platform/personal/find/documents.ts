import { isFree, type Page, type Span } from './span.ts';

const WORDS = ['护照', '通行证', '回乡证', '台胞证', '军官证', '士兵证', '護照', '通行證', 'passport'];
const NEAR = 15;
const LONGEST = 40;
const FORM = /^[A-Z]{0,2}\d{6,10}$/;

/** Numbers of passports and permits: a token of their form that begins within fifteen letters after the word. */
export function documentsIn(page: Page): Span[] {
  const lower = page.text.toLowerCase();
  const text = lower.length === page.text.length ? lower : page.text;
  return WORDS.flatMap((word) => after(page, text, word));
}

function after(page: Page, lower: string, word: string): Span[] {
  const found: Span[] = [];
  for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
    const span = firstOfForm(page.text, at + word.length);
    if (span && isFree(page, span)) found.push(span);
  }
  return found;
}

function firstOfForm(text: string, from: number): Span | undefined {
  for (let start = from; start < from + NEAR; start++) {
    const end = endOfToken(text, start);
    if (end === start) continue;
    const value = text.slice(start, end).toUpperCase();
    if (FORM.test(value) && text[end] !== '*') return { kind: 'passport', start, end, value };
    start = end;
  }
  return undefined;
}

function endOfToken(text: string, start: number): number {
  let end = start;
  while (end < start + LONGEST && /[A-Za-z0-9]/.test(text[end] ?? ' ')) end++;
  return end;
}
