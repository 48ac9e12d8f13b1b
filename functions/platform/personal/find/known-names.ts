import { isFree, type Page, type Span } from './span.ts';

const LONGEST = 60;
const MOST = 8;

/** The customer's own names wherever they stand; masked ones and single letters are no use. */
export function knownNamesIn(page: Page, names: readonly string[]): Span[] {
  if (names.length === 0) return [];
  const lower = page.text.toLowerCase();
  const text = lower.length === page.text.length ? lower : page.text;
  return names
    .slice(0, MOST)
    .map((name) => name.normalize('NFKC').trim().toLowerCase())
    .filter((name) => name.length > 1 && name.length <= LONGEST && !name.includes('*'))
    .flatMap((name) => occurrences(page, text, name));
}

function occurrences(page: Page, text: string, name: string): Span[] {
  const found: Span[] = [];
  for (let start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + name.length)) {
    const end = start + name.length;
    const isInWord = isLatin(text[start - 1]) && isLatin(name[0]);
    const goesOn = isLatin(text[end]) && isLatin(name.at(-1));
    const span: Span = { kind: 'name', start, end, value: page.text.slice(start, end) };
    if (!isInWord && !goesOn && isFree(page, span)) found.push(span);
  }
  return found;
}

const isLatin = (letter = ' ') => /[\p{Script=Latin}\d]/u.test(letter);
