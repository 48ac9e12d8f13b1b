import { type DetectOptions, detect } from './detect.ts';

const SIGNS_OF_A_RESIDENT = 18; // the older numbers, of fifteen, have no check: too many order numbers look like them

/**
 * What an id or number given by somebody else is of a person: an address of mail wherever it stands, a number to call or a resident's
 * number when it is nothing else. The shop's own forms are none.
 */
export function personalReference(
  text: string,
  options: Pick<DetectOptions, 'orderNumbers'> = {},
): 'email' | 'mobile' | 'idNumber' | undefined {
  for (const { kind, start, end, value } of detect(text, options)) {
    const isAll = start === 0 && end === text.length;
    if (kind === 'email' || (kind === 'mobile' && isAll)) return kind;
    if (kind === 'idNumber' && isAll && value.length === SIGNS_OF_A_RESIDENT) return kind;
  }
  return undefined;
}
