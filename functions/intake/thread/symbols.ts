const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'; // that of the house's ids: nothing is mistaken for another symbol
const BITS = 5;

/** Bytes as symbols of five bits that a mail address, a header and a subject carry unharmed; 16 bytes are 26 symbols. */
export function symbols(bytes: Uint8Array): string {
  let waiting = 0;
  let bits = 0;
  let text = '';
  for (const byte of bytes) {
    waiting = ((waiting << 8) | byte) & 0xfff;
    bits += 8;
    for (; bits >= BITS; bits -= BITS) text += ALPHABET[(waiting >> (bits - BITS)) & 31];
  }
  return bits === 0 ? text : text + ALPHABET[(waiting << (BITS - bits)) & 31];
}
