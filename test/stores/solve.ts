import { workOf } from '#intake/forms/proof-of-work.ts';

/** An answer to a challenge, found as a page finds it: by trying. */
export function solve(challenge: string, bits: number): string {
  for (let answer = 0; ; answer += 1) if (workOf(challenge, String(answer)) >= bits) return String(answer);
}
