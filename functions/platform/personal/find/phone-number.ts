const COUNTRY = /^(?:00)?86(?=1[3-9]\d{9}$)/;
const OLD_TRUNK = /^0(?=1[3-9]\d{9}$)/;
const MOBILE = /^1[3-9]\d{9}$/;
const LANDLINE = /^(?:010|02\d)[2-9]\d{6,7}$|^0[3-9]\d\d[2-9]\d{6,7}$/;

/** The eleven figures of a mainland mobile number written with or without 86 or a 0 before it. */
export function mobileOf(digits: string): string | undefined {
  if (digits.length < 11 || digits.length > 15) return undefined;
  const national = digits.replace(COUNTRY, '').replace(OLD_TRUNK, '');
  return MOBILE.test(national) ? national : undefined;
}

/** A landline as 010-12345678; its area code begins with 0, or the number with 86. */
export function landlineOf(digits: string, isAbroad: boolean): string | undefined {
  if (digits.length < 10 || digits.length > 16) return undefined;
  const national = isAbroad ? digits.replace(/^(?:00)?860?(?=[1-9])/, '0') : digits;
  if (!LANDLINE.test(national)) return undefined;
  const area = /^0(?:10|2)/.test(national) ? 3 : 4;
  return `${national.slice(0, area)}-${national.slice(area)}`;
}
