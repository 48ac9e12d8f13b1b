const UNION_PAY = '62';
const OTHER_ISSUERS = /^(?:4|5[0-58]|6[0135]|2[2-7]|3[0568]|9[58])/;

/** How sure the figures alone make it that this is the number of a bank card. */
export type CardLikeness = 'surely' | 'likely' | 'maybe' | 'no';

/** `surely` for 62 with its check, `likely` for another issuer's, `maybe` for a check alone; 16 to 19 figures. */
export function cardLikeness(number: string): CardLikeness {
  if (number.length < 16 || number.length > 19 || !passesLuhn(number)) return 'no';
  if (number.startsWith(UNION_PAY)) return 'surely';
  return OTHER_ISSUERS.test(number) ? 'likely' : 'maybe';
}

// ISO/IEC 7812-1
function passesLuhn(number: string): boolean {
  let sum = 0;
  for (let nth = 0; nth < number.length; nth++) {
    const figure = Number(number[number.length - 1 - nth]);
    sum += nth % 2 === 0 ? figure : figure > 4 ? 2 * figure - 9 : 2 * figure;
  }
  return sum % 10 === 0;
}
