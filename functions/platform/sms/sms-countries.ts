const DEFAULT = '+86';
const BEGINNING = /^\+[1-9]\d{0,8}$/;

/** Whether text messages go to a number. */
export type Reaches = (number: string) => boolean;

/**
 * The numbers that text messages go to, by how they begin, given as `+86 +852`; mainland China alone when nothing is given. Each message
 * costs money, most to countries where nobody is a customer, so whatever is not named gets none.
 */
export function smsCountries(given: string | undefined): Reaches {
  const beginnings = (given?.trim() || DEFAULT).split(/[\s,]+/);
  if (!beginnings.every((one) => BEGINNING.test(one))) {
    throw new Error('SmsCountries names the beginnings of numbers, such as +86 +852');
  }
  return (number) => beginnings.some((one) => number.startsWith(one));
}
