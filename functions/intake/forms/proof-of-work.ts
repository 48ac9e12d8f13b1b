import { createHash } from 'node:crypto';

const BITS_IN_A_BYTE = 8;

/** How many zero bits the SHA-256 of `<challenge>.<answer>` begins with: the work somebody did for this challenge alone. */
export function workOf(challenge: string, answer: string): number {
  const digest = createHash('sha256').update(`${challenge}.${answer}`).digest();
  const zeros = digest.findIndex((byte) => byte !== 0);
  if (zeros === -1) return digest.length * BITS_IN_A_BYTE;
  return zeros * BITS_IN_A_BYTE + Math.clz32(digest[zeros] ?? 0) - 24;
}
