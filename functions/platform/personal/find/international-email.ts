import type { Span } from './span.ts';

const LONGEST_LOCAL = 64; // RFC 5321
const LONGEST_DOMAIN = 253;
const LONGEST_NAME = 8; // what stands before a sign without a space may be a sentence
const SPACED = /[\p{L}\p{M}\p{N}_.%+-]/u;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const BEFORE_A_NAME = /[到至给給是为為叫址箱件信寄发發在向找和或]/;
const IN_DOMAIN = /[\p{L}\p{M}\p{N}.-]/u;
const ENDINGS =
  '中文网 我爱你 新加坡 中国 中國 公司 网络 網絡 在线 网址 手机 商城 网店 商店 集团 公益 政务 餐厅 企业 香港 台湾 台灣 澳门 信息 娱乐 健康 世界'.split(
    ' ',
  );
const LATIN_ENDING = /^(?:xn--[a-z0-9]{1,20}|[a-z]{2,24})/;
const OTHER_ENDING = /^[\p{L}\p{M}]{2,24}$/u;

/** An address of mail at the @ that stands here, in letters of any script: 张三@例子.中国, user@bücher.de. */
export function internationalEmailAt(text: string, at: number): Span | undefined {
  const before = text[at - 1] === ' ' && !UNSPACED.test(text.charAt(at - 2)) ? at - 1 : at;
  const after = text[at + 1] === ' ' ? at + 2 : at + 1;
  const start = startOfLocal(text, before);
  const end = endOfDomain(text, after);
  if (start === before || end === undefined) return undefined;
  return { kind: 'email', start, end, value: `${text.slice(start, before)}@${text.slice(after, end).toLowerCase()}` };
}

/** Where scripts have spaces a word is the name; where they have none, it is what stands behind the last everyday word. */
function startOfLocal(text: string, at: number): number {
  const isName = UNSPACED.test(text.charAt(at - 1))
    ? (sign: string) => UNSPACED.test(sign) && !BEFORE_A_NAME.test(sign)
    : (sign: string) => SPACED.test(sign) && !UNSPACED.test(sign);
  const farthest = at - (UNSPACED.test(text.charAt(at - 1)) ? LONGEST_NAME : LONGEST_LOCAL);
  let start = at;
  while (start > Math.max(farthest, 0) && isName(text.charAt(start - 1))) start--;
  while (start < at && /[.%+-]/.test(text.charAt(start))) start++;
  return start;
}

function endOfDomain(text: string, from: number): number | undefined {
  let end = from;
  while (end < from + LONGEST_DOMAIN && IN_DOMAIN.test(text.charAt(end))) end++;
  const labels = text.slice(from, end).toLowerCase().split('.');
  let found: number | undefined;
  let place = from;
  for (const [nth, label] of labels.entries()) {
    const ending = nth === 0 ? 0 : endingOf(label);
    if (label === '' || label.startsWith('-')) break;
    if (ending > 0) found = place + ending;
    if (nth > 0 && ending < label.length && !isMiddle(labels, nth)) break;
    place += label.length + 1;
  }
  return found;
}

/** A name of Chinese letters between two dots is part of the domain only when an ending follows it. */
const isMiddle = (labels: readonly string[], nth: number) => endingOf(labels[nth + 1] ?? '') > 0;

/** How many letters of a label are an ending that domains have; what follows them without a space is the sentence. */
function endingOf(label: string): number {
  const chinese = ENDINGS.find((ending) => label.startsWith(ending));
  if (chinese) return chinese.length;
  const [latin] = LATIN_ENDING.exec(label) ?? [];
  if (latin) return latin.length === label.length || UNSPACED.test(label.charAt(latin.length)) ? latin.length : 0;
  return OTHER_ENDING.test(label) && !UNSPACED.test(label) ? label.length : 0;
}
