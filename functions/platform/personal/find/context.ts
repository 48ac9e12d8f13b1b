const NEAR = 15;

/** Whether one of the words, given in lower case, stands within fifteen letters before this point. */
export function isSaidBefore(text: string, at: number, words: readonly string[]): boolean {
  const near = text.slice(Math.max(0, at - NEAR), at).toLowerCase();
  return words.some((word) => near.includes(word));
}
