/** A charset that writes a Chinese character in two bytes. */
export type Double = 'gb18030' | 'big5';

const ENOUGH = 4_000;

/**
 * The part of a text's two-byte characters, read in a charset, that are everyday ones: the charsets put those first,
 * GB 2312 in the rows B0 to D7 (level 1), Big5 in A4 to C6; both put punctuation in A1 to A3.
 */
export function commonness(bytes: Uint8Array, charset: Double): number {
  let characters = 0;
  let common = 0;
  for (let index = 0; index < bytes.length && characters < ENOUGH; index += 1) {
    const lead = bytes[index] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[index + 1] ?? 0;
    characters += 1;
    if (charset === 'gb18030' ? isCommonSimplified(lead, trail) : isCommonTraditional(lead)) common += 1;
    index += charset === 'gb18030' && trail >= 0x30 && trail <= 0x39 ? 3 : 1; // four bytes, for what GBK has not
  }
  return characters === 0 ? 0 : common / characters;
}

const isCommonSimplified = (lead: number, trail: number): boolean =>
  trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3));

const isCommonTraditional = (lead: number): boolean => lead >= 0xa1 && lead <= 0xc6;
