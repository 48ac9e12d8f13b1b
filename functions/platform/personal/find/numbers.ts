import { cardLikeness } from './bank-card.ts';
import { type Candidate, candidatesFrom } from './candidates.ts';
import { says } from './context.ts';
import { digitChains, type Figures } from './digit-chains.ts';
import { landlineOf, mobileOf } from './phone-number.ts';
import { isOldResidentId, isResidentId } from './resident-id.ts';
import type { Page, PersonalKind, Span } from './span.ts';

type Reading = { readonly kind: PersonalKind; readonly value: string; readonly end?: number };

const CHECK_LETTERS = 'XxХх×✕';
const CARD_WORDS = [
  '卡号',
  '银行',
  '信用卡',
  '储蓄卡',
  '借记卡',
  '账号',
  '帐号',
  '账户',
  '尾号',
  '打款',
  '汇款',
  'card',
];
const BANK_CARD_WORDS = ['银行卡', '信用卡', '储蓄卡', '借记卡', '銀行卡'];
const ID_WORDS = ['身份证', '身分证', '證號', '证件号', '身份號', 'id card', 'id number'];
const ORDER_WORDS = [
  '单号',
  '订单',
  '运单',
  '單號',
  '快递',
  '物流',
  '流水',
  '序列',
  '串号',
  '串码',
  'imei',
  'order',
  'sn',
];
const SHAPES = new Set('3-4-4 3-8 7-4 3-3-5 4-3-4 4-4-3 5-6 6-5 4-7 2-3-3-3'.split(' '));
const LANDLINE_SHAPES = new Set('3-8 4-7 4-8 3-7 3-4-4 4-4-4 4-3-4 3-3-4 4-4-3'.split(' '));

/** Numbers of documents, cards and phones among the figures of a page; `knowsOrders` when the shop's own are taken off. */
export function numbersIn(page: Page, knowsOrders: boolean): Span[] {
  return digitChains(page.text, page.taken).flatMap((chain) => numbersOf(chain, page.text, knowsOrders));
}

function numbersOf(chain: readonly Figures[], text: string, knowsOrders: boolean): Span[] {
  const found: Span[] = [];
  for (let first = 0; first < chain.length; first++) {
    for (const candidate of candidatesFrom(chain, first, text, knowsOrders)) {
      const reading = read(candidate);
      if (!reading) continue;
      found.push({ start: candidate.start, end: candidate.end, ...reading });
      first += candidate.groups.length - 1;
      break;
    }
  }
  return found;
}

function read(candidate: Candidate): Reading | undefined {
  return (
    asResidentId(candidate) ?? asMobile(candidate) ?? asCard(candidate) ?? asLandline(candidate) ?? asAbroad(candidate)
  );
}

function asResidentId(candidate: Candidate): Reading | undefined {
  const { text, near, digits, end, groups } = candidate;
  if (digits.length < 15 || digits.length > 18) return undefined;
  const letter = digits.length === 17 ? checkLetterAt(text, end) : undefined;
  const value = letter === undefined ? digits : `${digits}X`;
  const isNamed = value.length === 18 && says(near, ID_WORDS);
  const isOld = groups.length === 1 && isOldResidentId(digits) && !says(near, ORDER_WORDS);
  const isSure = isResidentId(value);
  if (!isSure && (holdsAnother(candidate) || (!isNamed && !isOld))) return undefined;
  return { kind: 'idNumber', value, ...(letter !== undefined && { end: letter }) };
}

/** Where the X ends that is the eighteenth sign. */
function checkLetterAt(text: string, end: number): number | undefined {
  const at = text[end] === ' ' || text[end] === '-' ? end + 1 : end;
  return at < text.length && CHECK_LETTERS.includes(text.charAt(at)) ? at + 1 : undefined;
}

function asMobile({ digits, groups, isWhole, plus }: Candidate): Reading | undefined {
  const value = mobileOf(digits);
  if (value === undefined || (plus && digits.startsWith('1'))) return undefined;
  const isOne = isWhole || groups.length === 1 || isShaped(groups, digits.length - value.length, SHAPES);
  return isOne ? { kind: 'mobile', value } : undefined;
}

/** Whether the groups, without so many leading figures, are of one of these lengths or very short ones. */
function isShaped(groups: readonly Figures[], leading: number, shapes: ReadonlySet<string>): boolean {
  let left = leading;
  const lengths: number[] = [];
  for (const { digits } of groups) {
    const without = Math.min(left, digits.length);
    left -= without;
    if (digits.length > without) lengths.push(digits.length - without);
  }
  return lengths.length < 2 || shapes.has(lengths.join('-')) || lengths.every((length) => length <= 2);
}

function asCard(candidate: Candidate): Reading | undefined {
  const { near, digits } = candidate;
  if (digits.length < 16 || !isCardShaped(candidate)) return undefined;
  const likeness = cardLikeness(digits);
  const isSure = likeness === 'surely' || (likeness !== 'no' && says(near, CARD_WORDS));
  if (!isSure && holdsAnother(candidate)) return undefined;
  const isCard =
    isSure ||
    says(near, BANK_CARD_WORDS) ||
    (likeness === 'likely' && candidate.knowsOrders && !says(near, ORDER_WORDS));
  return isCard ? { kind: 'bankCard', value: digits } : undefined;
}

const isCardShaped = ({ groups, isWhole }: Candidate) =>
  isWhole || groups.length < 3 || groups.slice(0, -1).every(({ digits }) => digits.length === 4);

/** A row of several numbers is not one number. */
const holdsAnother = ({ groups }: Candidate) => groups.length > 1 && groups.some(({ digits }) => mobileOf(digits));

function asLandline({ near, digits, groups, plus }: Candidate): Reading | undefined {
  const isAbroad = plus || digits.startsWith('0086');
  const value = landlineOf(digits, isAbroad);
  if (value === undefined || (groups.length === 1 && says(near, ORDER_WORDS))) return undefined;
  const leading = isAbroad ? digits.length - value.length + 2 : 0;
  return isAbroad || isShaped(groups, leading, LANDLINE_SHAPES) ? { kind: 'landline', value } : undefined;
}

/** A number of another country is written with its plus. */
function asAbroad({ digits, plus, isWhole }: Candidate): Reading | undefined {
  const isAmerican = digits.length === 11 && digits.startsWith('1');
  if (!plus || !(isWhole || isAmerican) || digits.length < 9 || digits.length > 15 || /^[0-]|^86/.test(digits))
    return undefined;
  return { kind: 'mobile', value: `+${digits}` };
}
