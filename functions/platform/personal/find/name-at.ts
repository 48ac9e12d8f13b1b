import { surnameOf } from '#platform/personal/surname.ts';
import { AFTER_NAMES, LIKE_NAMES } from './everyday-words.ts';
import type { Span } from './span.ts';

const HAN = /\p{Script=Han}/u;
const NEVER_GIVEN = '的了是在我你您他她它们这那没不就都也还吗呢吧啊请把被让给很收说写填换改错变看着';
const TITLES = ['先生', '女士', '小姐', '太太'];
const NO_NAME = new Set([...TITLES, '电话', '手机', '身份', '地址', '号码', '联系']);
const DOTS = '·•・‧';
const LONGEST_PART = 8;
const LAST_PART = 5;
const MOST_WORDS = 3;

/**
 * The name that begins here: a surname and one or two letters, parts with dots, or words with capitals. Where one is sure to
 * be, it may begin as a word of every day does.
 */
export function nameAt(text: string, start: number, isSure: boolean): Span | undefined {
  const isWord = !isSure && LIKE_NAMES.has(text.slice(start, start + 2));
  const end = endOfDotted(text, start) ?? (isWord ? undefined : endOfChinese(text, start)) ?? endOfLatin(text, start);
  return end === undefined ? undefined : { kind: 'name', start, end, value: text.slice(start, end) };
}

/** Where a Chinese name ends that begins here, with its title; nothing without a given name. */
export function endOfChinese(text: string, start: number): number | undefined {
  const surname = surnameOf(text.slice(start, start + 2));
  if (!surname) return undefined;
  const given = start + surname.length;
  const end = NO_NAME.has(text.slice(given, given + 2)) ? given : endOfLetters(text, given, 2);
  return end === given ? undefined : afterTitle(text, end);
}

function endOfLetters(text: string, start: number, most: number): number {
  let end = start;
  while (end < start + most && isGiven(text, end) && (end === start || !isNextWord(text, end))) end++;
  return end;
}

const isGiven = (text: string, at: number) => HAN.test(text[at] ?? ' ') && !NEVER_GIVEN.includes(text.charAt(at));
const isNextWord = (text: string, at: number) => AFTER_NAMES.has(text.slice(at, at + 2));

const afterTitle = (text: string, end: number) => (TITLES.includes(text.slice(end, end + 2)) ? end + 2 : end);

function endOfDotted(text: string, start: number): number | undefined {
  let end = start;
  while (end < start + LONGEST_PART && HAN.test(text[end] ?? ' ')) end++;
  if (end === start || !DOTS.includes(text[end] ?? ' ')) return undefined;
  const last = endOfLetters(text, end + 1, LAST_PART);
  return last === end + 1 ? undefined : afterTitle(text, last);
}

function endOfLatin(text: string, start: number): number | undefined {
  let end: number | undefined;
  let from = start;
  for (let word = 0; word < MOST_WORDS; word++) {
    const found = endOfWord(text, from);
    if (found === undefined) break;
    end = found;
    if (text[end] !== ' ') break;
    from = end + 1;
  }
  return end;
}

/** A word with a capital; three capitals alone are an abbreviation. */
function endOfWord(text: string, start: number): number | undefined {
  if (!/\p{Lu}/u.test(text[start] ?? ' ')) return undefined;
  let end = start + 1;
  while (end < start + 24 && /[\p{Script=Latin}'’.-]/u.test(text[end] ?? ' ')) end++;
  while (/['’.-]/.test(text.charAt(end - 1))) end--;
  const isAbbreviation = end - start <= 3 && /^[A-Z]+$/.test(text.slice(start, end)) && end - start > 1;
  return isAbbreviation || /[\d*]/.test(text[end] ?? ' ') ? undefined : end;
}
