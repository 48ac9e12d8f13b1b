import { LIKE_NAMES } from './everyday-words.ts';
import { endOfChinese } from './name-at.ts';
import { isFree, type Page, type Span } from './span.ts';

const HAN = /\p{Script=Han}/u;
const BETWEEN = ' \t\n,:;、/|-()';
const WIDEST_GAP = 3;
const LONGEST = 5;

/** Names that stand alone beside a phone number or an address, as on a parcel: 张伟 13812345678. */
export function namesBeside(page: Page, spans: readonly Span[]): Span[] {
  return spans
    .filter(({ kind }) => kind === 'mobile' || kind === 'landline' || kind === 'address')
    .flatMap(({ start, end }) => [before(page, start), after(page, end)])
    .filter((span) => span !== undefined);
}

function before(page: Page, start: number): Span | undefined {
  let end = start;
  while (end > start - WIDEST_GAP && BETWEEN.includes(page.text[end - 1] ?? '*')) end--;
  let from = end;
  while (from >= end - LONGEST && HAN.test(page.text[from - 1] ?? ' ')) from--;
  return wholeName(page, from, end);
}

function after(page: Page, end: number): Span | undefined {
  let start = end;
  while (start < end + WIDEST_GAP && BETWEEN.includes(page.text[start] ?? '*')) start++;
  let to = start;
  while (to <= start + LONGEST && HAN.test(page.text[to] ?? ' ')) to++;
  return wholeName(page, start, page.text[to - 1] === '收' ? to - 1 : to);
}

/** The letters are a name and nothing more. */
function wholeName(page: Page, start: number, end: number): Span | undefined {
  const isName =
    end - start <= LONGEST &&
    end - start > 1 &&
    !LIKE_NAMES.has(page.text.slice(start, start + 2)) &&
    endOfChinese(page.text, start) === end;
  if (!isName || !isFree(page, { start, end })) return undefined;
  return { kind: 'name', start, end, value: page.text.slice(start, end) };
}
