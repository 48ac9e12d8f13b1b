import { createHash, timingSafeEqual } from 'node:crypto';

const SHORTEST = 22; // characters of base64url: 128 bits

/** Whether the secret in a callback's path is ours, compared in constant time; a missing or short one of ours opens to nobody. */
export function isCallbackSecret(ours: string | undefined, given: string): boolean {
  const same = timingSafeEqual(digest(ours ?? ''), digest(given));
  return same && ours !== undefined && ours.length >= SHORTEST;
}

const digest = (text: string) => createHash('sha256').update(text).digest();
