import { type Place, placesIn } from '#platform/personal/places.ts';
import { type HouseNumber, houseNumbersIn } from './house-numbers.ts';
import { isFree, type Page, type Span } from './span.ts';

const WIDEST_GAP = 24;
const CLOSE = 10;
const FARTHEST_LEFT = 12;
const STOPS = /[。！？!?;*\n\r的了我你您他她吗呢吧说把买住]/;
const SOFT = /[,、\s|/-]/g;
const MOST_SOFT = 3;
const LONGEST_TAIL = 8;
const MOST_NUMBERS = 12;

/** Addresses: a place with the number of a house, or two numbers that together only houses have. */
export function addressesIn(page: Page): Span[] {
  const numbers = houseNumbersIn(page.text).filter((number) => isFree(page, number));
  if (numbers.length === 0) return [];
  let next = 0;
  const found = clustersOf(page, placesIn(page.text)).flatMap(({ start, end }) => {
    while ((numbers[next]?.start ?? Infinity) < end) next++;
    const reached = reach(page, numbers, { from: next, end });
    return reached.strong > 0 || reached.weak > 1 ? [spanOf(page, start, reached.end)] : [];
  });
  return [...found, ...withoutPlace(page, numbers)];
}

type Cluster = { start: number; end: number };

/** Places that only spaces or commas part: 浙江省 杭州市 西湖区. */
function clustersOf({ text }: Page, places: readonly Place[]): Cluster[] {
  const clusters: Cluster[] = [];
  for (const { start, end } of places) {
    const last = clusters.at(-1);
    const isNext = last && start - last.end <= MOST_SOFT && text.slice(last.end, start).replace(SOFT, '') === '';
    if (isNext) last.end = end;
    else clusters.push({ start, end });
  }
  return clusters;
}

type Reached = { readonly end: number; readonly strong: number; readonly weak: number };

/** How far the numbers after a point belong together. */
function reach(page: Page, numbers: readonly HouseNumber[], { from, end }: { from: number; end: number }): Reached {
  let [last, strong, weak] = [end, 0, 0];
  for (const number of numbers.slice(from, from + MOST_NUMBERS)) {
    if (!isTogether(page, last, number.start)) break;
    last = number.end;
    if (number.isStrong) strong++;
    else weak++;
  }
  return { end: last, strong, weak };
}

function isTogether(page: Page, end: number, start: number): boolean {
  if (start - end > WIDEST_GAP || !isFree(page, { start: end, end: start })) return false;
  const between = page.text.slice(end, start);
  return !STOPS.test(between) && (between.match(SOFT)?.length ?? 0) <= MOST_SOFT;
}

function withoutPlace(page: Page, numbers: readonly HouseNumber[]): Span[] {
  return numbers.flatMap((first, nth) => {
    const second = numbers[nth + 1];
    const isHouse =
      first.isStrong && second?.isStrong && second.start - first.end <= CLOSE && first.unit !== second.unit;
    if (!isHouse || !isTogether(page, first.end, second.start)) return [];
    const reached = reach(page, numbers, { from: nth + 1, end: first.end });
    return [spanOf(page, leftOf(page, first.start), reached.end)];
  });
}

/** The name of the road or the estate before its number. */
function leftOf(page: Page, start: number): number {
  let left = start;
  while (left > start - FARTHEST_LEFT && isNameLetter(page, left - 1)) left--;
  return left;
}

const isNameLetter = ({ text, taken }: Page, at: number) =>
  /[\p{Script=Han}0-9A-Za-z]/u.test(text[at] ?? ' ') &&
  !taken[at] &&
  !/[了我你您他她在到是址寄送住]/.test(text[at] ?? '');

function spanOf(page: Page, start: number, reached: number): Span {
  const end = reached + tailAt(page, reached);
  return { kind: 'address', start, end, value: page.text.slice(start, end) };
}

/** 3幢2单元502: the last figures may stand without 室. */
function tailAt({ text, taken }: Page, at: number): number {
  let end = at;
  while (end < at + LONGEST_TAIL && /[0-9A-Za-z-]/.test(text[end] ?? ' ') && !taken[end]) end++;
  const isRoom = end > at && end < at + LONGEST_TAIL && /\d/.test(text.charAt(end - 1)) && !taken[end];
  if (!isRoom || text[end] === '*') return 0;
  return end - at + ('室房号户'.includes(text[end] ?? ' ') ? 1 : 0);
}
