import { maskText, sealAtDoor } from '#platform/personal/mask-text.ts';

/** What a colleague wrote, readable by whoever gets it: nobody's name, number or address stands in it. */
export const maskedAnswer = (said: string, names: readonly string[]): string =>
  maskText(sealAtDoor(said).text, { names }).text.trim();
