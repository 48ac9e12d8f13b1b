import { namedFiguresIn } from './named-figures.ts';
import { mobileOf } from './phone-number.ts';
import type { Page, Span } from './span.ts';

const NAMES = /[电電][话話]|[座坐][机機]|固话|手[机機][号號]|\b(?:tel|telephone|phone|landline|mobile|cell)\b/g;
const SHORTEST = 7;
const LONGEST = 15;
const OF_A_FIRM = /^(?:[48]00\d{7}|9[56]\d{3,})$/;

/** Numbers without area or country that a word for a telephone names directly before; hotlines of firms are nobody's. */
export function namedPhonesIn(page: Page): Span[] {
  return namedFiguresIn(page, NAMES).flatMap(({ digits, start, end }) => {
    if (digits.length < SHORTEST || digits.length > LONGEST || OF_A_FIRM.test(digits)) return [];
    const mobile = mobileOf(digits);
    return [{ kind: mobile ? 'mobile' : 'landline', start, end, value: mobile ?? digits } satisfies Span];
  });
}
