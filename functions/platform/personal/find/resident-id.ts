// GB 11643-1999; 83 is the first figure pair of residents who come from Taiwan.
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether this is a resident's number: eighteen signs whose check, birthday and province hold. */
export function isResidentId(number: string): boolean {
  if (number.length !== 18 || !PROVINCES.has(number.slice(0, 2)) || !isBirthday(number.slice(6, 14))) return false;
  const sum = WEIGHTS.reduce((total, weight, nth) => total + weight * Number(number[nth]), 0);
  return CHECKS[sum % 11] === number[17];
}

/** Whether this may be a number of the old kind: fifteen figures without a check, whose birthday and province hold. */
export function isOldResidentId(number: string): boolean {
  return number.length === 15 && PROVINCES.has(number.slice(0, 2)) && isBirthday(`19${number.slice(6, 12)}`);
}

function isBirthday(date: string): boolean {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(4, 6)), Number(date.slice(6, 8))];
  const last = month === 2 && !isLeap(year) ? 28 : (DAYS[month - 1] ?? 0);
  return year >= 1900 && year < 2100 && day >= 1 && day <= last;
}

const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
