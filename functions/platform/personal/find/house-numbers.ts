/** A number of a house, a stair or a room; a weak one could be a date or a floor of anything. */
export type HouseNumber = {
  readonly start: number;
  readonly end: number;
  readonly unit: string;
  readonly isStrong: boolean;
};

const NUMERAL = /[0-9A-Za-z零〇一二三四五六七八九十百甲乙丙丁-]/;
const LONGEST_NUMERAL = 8;
const UNITS = '号號#栋棟幢座单單室弄楼樓层層组組队隊房户';
const UNIT_CODES = new Set(Array.from(UNITS, (unit) => unit.charCodeAt(0)));
const ROADS = '路街道巷弄里村镇乡庄园屯桥段场坊苑胡同';
const NOT_A_HOUSE = '码碼线線段称召令型外球机卡货字';
const LAST_DAY = 31;

/** The numbers of houses in a text from left to right, in one pass. */
export function houseNumbersIn(text: string): HouseNumber[] {
  const found: HouseNumber[] = [];
  for (let at = 1; at < text.length; at++) {
    const number = numberAt(text, at, found.at(-1)?.end ?? 0);
    if (!number) continue;
    found.push(number);
    at = number.end - 1;
  }
  return found;
}

function numberAt(text: string, at: number, from: number): HouseNumber | undefined {
  const code = text.charCodeAt(at);
  if (code >= 0x30 && code <= 0x39) return onRoad(text, at);
  if (!UNIT_CODES.has(code)) return undefined;
  const start = startOfNumeral(text, at, from);
  return start < at ? withUnit(text, start, at) : undefined;
}

function startOfNumeral(text: string, end: number, from: number): number {
  let start = end;
  while (start > from && start > end - LONGEST_NUMERAL && NUMERAL.test(text.charAt(start - 1))) start--;
  while (text[start] === '-') start++;
  return start > from && NUMERAL.test(text.charAt(start - 1)) && text[start - 1] !== '-' ? end : start;
}

function withUnit(text: string, start: number, at: number): HouseNumber | undefined {
  if (text[start - 1] === '*') return undefined;
  const unit = text.charAt(at);
  const numeral = text.slice(start, at);
  const isPair = '单單'.includes(unit);
  if (isPair && text[at + 1] !== '元') return undefined;
  if ('号號#'.includes(unit) && NOT_A_HOUSE.includes(text[at + 1] ?? ' ')) return undefined;
  const isWhole = '号號#'.includes(unit) && '楼樓院房'.includes(text[at + 1] ?? ' ');
  const end = at + (isPair || isWhole ? 2 : 1);
  return { start, end, unit, isStrong: isWhole || isStrong(unit, numeral, text.charAt(start - 1)) };
}

function isStrong(unit: string, numeral: string, before: string): boolean {
  if (before === '第' && !/[0-9]/.test(numeral)) return false;
  const isAfterRoad = before !== '' && ROADS.includes(before);
  if ('栋棟幢单單弄'.includes(unit)) return true;
  if (unit === '#') return isAfterRoad;
  if ('号號'.includes(unit)) return isAfterRoad || Number.parseInt(numeral, 10) > LAST_DAY || numeral.includes('-');
  if ('室房'.includes(unit)) return numeral.length >= 3;
  if ('座'.includes(unit)) return /^[A-Z]/i.test(numeral);
  return '组組队隊户'.includes(unit) && isAfterRoad;
}

/** 文三路100: the figures end the phrase; where a unit follows, it is found by its unit. */
function onRoad(text: string, at: number): HouseNumber | undefined {
  if (!'路街道巷弄'.includes(text.charAt(at - 1))) return undefined;
  let end = at;
  while (end < at + LONGEST_NUMERAL && /[0-9A-Za-z-]/.test(text[end] ?? ' ')) end++;
  return /[\p{L}\p{N}.%*#]/u.test(text[end] ?? ' ') ? undefined : { start: at, end, unit: '', isStrong: true };
}
