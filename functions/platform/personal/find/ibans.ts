import { isFree, type Page, type Span } from './span.ts';

// ISO 13616: how many signs an account of each country has.
const LENGTHS = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 ' +
    'FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 ' +
    'LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 ' +
    'SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);
const OPENING = /[A-Za-z]{2}\d\d/g;
const SIGN = /[A-Za-z0-9]/;
const NAMED = /iban[\s:=#.]{0,4}(?:(?:no|is|number|nr)[\s:.]{1,3}){0,2}$/i;
const WINDOW = 30;

/** International account numbers: those whose check holds, and those that the word IBAN names; spaces and dashes may part them. */
export function ibansIn(page: Page): Span[] {
  return [...page.text.matchAll(OPENING)].flatMap(({ index: start }) => {
    const span = ibanAt(page.text, start);
    return span && isFree(page, span) ? [span] : [];
  });
}

function ibanAt(text: string, start: number): Span | undefined {
  const length = LENGTHS.get(text.slice(start, start + 2).toUpperCase());
  if (length === undefined || SIGN.test(text.charAt(start - 1))) return undefined;
  let value = '';
  let end = start;
  while (value.length < length) {
    if (!SIGN.test(text.charAt(end)) && isParting(text, end)) end++;
    if (!SIGN.test(text.charAt(end))) return undefined;
    value += text.charAt(end).toUpperCase();
    end++;
  }
  if (SIGN.test(text.charAt(end))) return undefined;
  const isNamed = NAMED.test(text.slice(Math.max(0, start - WINDOW), start));
  return isNamed || passesCheck(value) ? { kind: 'account', start, end, value } : undefined;
}

const isParting = (text: string, at: number) => text[at] === ' ' || text[at] === '-';

// ISO/IEC 7064, MOD 97-10
function passesCheck(value: string): boolean {
  let rest = 0;
  for (const sign of value.slice(4) + value.slice(0, 4)) {
    const number = Number.parseInt(sign, 36);
    rest = (rest * (number > 9 ? 100 : 10) + number) % 97;
  }
  return rest === 1;
}
