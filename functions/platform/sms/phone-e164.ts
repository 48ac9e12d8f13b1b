const NOISE = /[\s()-]/g;
const MAINLAND_MOBILE = /^1[3-9]\d{9}$/;
const E164 = /^\+[1-9]\d{4,14}$/;

/**
 * A number as a provider writes it (`13800000000`, `8613800000000`, `008613800000000`, `+86 138 0000 0000`) in E.164 form,
 * or undefined. A number without any country code is one of `country`.
 */
export function phoneE164(text: string, country = '86'): string | undefined {
  if (text.length > 32) return undefined;
  const digits = text.replace(NOISE, '');
  const number = international(digits, country.replace(/^(?:\+|00)/, ''));
  return E164.test(number) ? number : undefined;
}

function international(digits: string, country: string): string {
  if (digits.startsWith('+')) return digits;
  if (digits.startsWith('00')) return `+${digits.slice(2)}`;
  const isWhole = country === '86' && digits.startsWith('86') && MAINLAND_MOBILE.test(digits.slice(2));
  return isWhole ? `+${digits}` : `+${country}${digits}`;
}
