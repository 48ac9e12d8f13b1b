import { placesIn } from './places.ts';

const LONGEST = 400;
const HIDDEN = '****';
const MASKED_PHONE = /^(?:1\d\d|0\d\d\d?-|\+\d{1,3})?\*{4}(?:\d{4})?$/;
const EXTENSION = /转|ext|x|#/i;
const MOBILE = /^1[3-9]\d{9}$/;
const LANDLINE = /^0?(10|2\d|[3-9]\d\d)(\d{7,8})\d{0,5}$/;
// ITU-T E.164: countries whose code has one or two figures; all others have three.
const SHORT_CODES = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** 138****5678, 010-****1234, +44****6789; a number of no known form shows its last four figures at most. */
export function maskPhone(phone: string): string {
  const plain = phone.slice(0, LONGEST).normalize('NFKC').trim();
  if (MASKED_PHONE.test(plain)) return plain;
  const [number = ''] = plain.split(EXTENSION);
  const digits = number.replace(/\D/g, '').replace(/^00(?=[1-9])/, '');
  const isAbroad = /^\D*(?:\+|00[1-9])/.test(number);
  const national = isAbroad || /^861[3-9]\d{9}$/.test(digits) ? digits.replace(/^86/, '') : digits;
  const isOurs = !isAbroad || national !== digits;
  const last = digits.slice(-4);
  if (isOurs && MOBILE.test(national)) return `${national.slice(0, 3)}${HIDDEN}${last}`;
  const [, area, local] = (isOurs && (isAbroad || national.startsWith('0')) && LANDLINE.exec(national)) || [];
  if (area && local) return `0${area}-${HIDDEN}${local.slice(-4)}`;
  if (digits.length < 7) return HIDDEN;
  return `${isAbroad ? `+${countryCode(digits)}` : ''}${HIDDEN}${last}`;
}

const countryCode = (digits: string) => SHORT_CODES.exec(digits)?.[0] ?? digits.slice(0, 3);

/** z***@example.com: the first letter and the domain. */
export function maskEmail(email: string): string {
  const plain = email.slice(0, LONGEST).trim();
  const at = plain.lastIndexOf('@');
  const initial = Array.from(at < 0 ? plain : plain.slice(0, at))[0] ?? '';
  return `${initial === '*' ? '' : initial}***${at < 0 ? '' : plain.slice(at)}`;
}

/** The province, city and district of an address and nothing more; `***` when it names none. */
export function maskAddress(address: string): string {
  const plain = address.slice(0, LONGEST).normalize('NFKC');
  const shown: string[] = [];
  let end = -1;
  for (const place of placesIn(plain)) {
    if (shown.length === 3) break;
    const between = end < 0 ? '' : plain.slice(end, place.start);
    if (/[^\s,、\-/]/.test(between)) break;
    shown.push(`${between === '' ? '' : ' '}${plain.slice(place.start, place.end)}`);
    end = place.end;
  }
  return shown.join('') || '***';
}
