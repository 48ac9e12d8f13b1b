const NEAR = 15;

/** The fifteen letters before a point, in lower case. */
export const wordsBefore = (text: string, at: number): string => text.slice(Math.max(0, at - NEAR), at).toLowerCase();

/** Whether one of the words, given in lower case, is among those letters. */
export const says = (near: string, words: readonly string[]): boolean => words.some((word) => near.includes(word));
