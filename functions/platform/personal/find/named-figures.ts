import { digitChains, type Figures } from './digit-chains.ts';
import { mobileOf } from './phone-number.ts';
import type { Page } from './span.ts';

/** Figures that may be one number, and what says directly before them what it is. */
export type NamedFigures = {
  readonly digits: string;
  readonly groups: readonly Figures[];
  readonly start: number;
  readonly end: number;
  /** The word that names them, and where it begins. */
  readonly name: RegExpExecArray;
};

const FILLER =
  /(?:[:是为為]?\p{Script=Han}{0,8}(?:[银銀工农建中交招邮商]行|信用社))?(?:[-\s:=#.|'"\])】」』是为為的号號码碼填写寫打拨撥到用改成换換应應该該]|is|no|nr|num(?:ber)?|id|[1-3一二三](?=[:.])|\((?!\d)[^()\n]{1,12}\)){0,24}[("'[]?/uy;
const FIGURE = /[0-9零〇幺一二三四五六七八九壹贰叁肆伍陆柒捌玖貳參陸]/g;
const SIX_FIGURES = /(?:[0-9零〇幺一二三四五六七八九壹贰叁肆伍陆柒捌玖貳參陸][- \t.()·_]{0,3}){6}/y;
const FARTHEST = 40;
const ANNOUNCED = /[号號码碼是为為:=#]|\b(?:is|no|nr|num|number|id)\b/;
const WIDEST = 80;
const LONGEST = 19;
const LONGEST_IN_PARTS = 34; // accounts of firms, always written in short groups
const WIDEST_PART = 6;
const SURELY_ENOUGH = 12;
const FEWEST = 6;
const DATE = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-3])(?:[0-5]\d){0,2})?$/;
const UNIT = /^ ?(?:元|块|塊|万|萬|亿|億|积分|%|rmb|usd|cny|yuan|年)/i;

/** The numbers of a page that one of these words (a global pattern in lower case) names directly before; amounts and dates are none. */
export function namedFiguresIn(page: Page, names: RegExp): NamedFigures[] {
  const lower = page.text.toLowerCase();
  const text = lower.length === page.text.length ? lower : page.text;
  const found: NamedFigures[] = [];
  let next = -1;
  for (const name of text.matchAll(names)) {
    const after = name.index + name[0].length;
    if (next < after) next = nextFigure(text, after);
    if (next - after > FARTHEST) continue;
    const from = endOfFiller(text, after);
    const said = text.slice(name.index, from);
    const groups = oneNumber(chainAt(page, from));
    const digits = groups.map((group) => group.digits).join('');
    const end = groups.at(-1)?.end ?? from;
    if (digits.length < FEWEST || digits.length > LONGEST_IN_PARTS || isAmount(page.text, groups, end)) continue;
    if (!ANNOUNCED.test(said) && DATE.test(digits)) continue;
    found.push({ digits, groups, start: opened(page.text, from, end), end, name });
  }
  return found;
}

function nextFigure(text: string, from: number): number {
  FIGURE.lastIndex = from;
  return FIGURE.exec(text)?.index ?? Infinity;
}

function endOfFiller(text: string, from: number): number {
  FILLER.lastIndex = from;
  FILLER.test(text);
  return Math.max(from, FILLER.lastIndex);
}

/** The figures that begin exactly here. */
function chainAt({ text, taken }: Page, from: number): readonly Figures[] {
  SIX_FIGURES.lastIndex = from;
  if (!SIX_FIGURES.test(text)) return [];
  const [chain = []] = digitChains(text.slice(from, from + WIDEST), taken.subarray(from, from + WIDEST));
  if (chain[0]?.start !== 0) return [];
  return chain.map(({ digits, start, end }) => ({ digits, start: start + from, end: end + from }));
}

/** The groups from the first that belong together: until what is a number or a date of its own, or one shorter than those before. */
function oneNumber(chain: readonly Figures[]): readonly Figures[] {
  let [count, widest, last] = [0, 0, 0];
  while (last < chain.length) {
    const length = chain[last]?.digits.length ?? 0;
    widest = Math.max(widest, length);
    const most = widest > WIDEST_PART ? LONGEST : LONGEST_IN_PARTS;
    if (last > 0 && (count + length > most || isAnother(chain, last, count))) break;
    count += length;
    last++;
    if (isDate(chain.slice(0, last))) return [];
  }
  return chain.slice(0, last);
}

function isAnother(chain: readonly Figures[], at: number, count: number): boolean {
  const [first, second, third] = chain.slice(at, at + 3).map(({ digits }) => digits);
  if (first === undefined || count <= WIDEST_PART) return false;
  const isParted = first.length === 3 && second?.length === 4 && third?.length === 4;
  const isMobile = mobileOf(isParted ? `${first}${second}${third}` : first) !== undefined;
  const before = lengthAt(chain, at - 1);
  const hasEnded = before < lengthAt(chain, at - 2) || (before > WIDEST_PART && first.length < 3);
  return isMobile || (count >= SURELY_ENOUGH && hasEnded) || DATE.test(first) || isDate(chain.slice(at, at + 3));
}

const lengthAt = (chain: readonly Figures[], at: number) => chain[at]?.digits.length ?? 0;

/** 2026-03-01 */
function isDate(groups: readonly Figures[]): boolean {
  const [year = '', month = '', day = ''] = groups.map(({ digits }) => digits);
  return (
    groups.length === 3 &&
    DATE.test(`${year}${month.padStart(2, '0')}${day.padStart(2, '0')}`) &&
    `${month}${day}`.length < 5
  );
}

/** 100000元, 5000000.00 */
function isAmount(text: string, groups: readonly Figures[], end: number): boolean {
  const [first, second] = groups;
  if (groups.reduce((sum, { digits }) => sum + digits.length, 0) >= SURELY_ENOUGH) return false;
  const hasCents = first && second && groups.length === 2 && /^\d{1,2}$/.test(second.digits);
  if (hasCents && text.slice(first.end, second.start) === '.') return true;
  return UNIT.test(text.slice(end, end + 5));
}

/** (415) 555…: the bracket that opens before the first figure is part of it. */
function opened(text: string, start: number, end: number): number {
  return text[start - 1] === '(' && text.slice(start, end).includes(')') ? start - 1 : start;
}
