import { maskText, sealAtDoor } from '#platform/personal/mask-text.ts';

const LONGEST = 300; // characters, five parts in Chinese

/** What a colleague wrote as a text message may carry it, readable by whoever holds the telephone: masked, and cut to 300 characters. */
export function shortAnswer(said: string, names: readonly string[]): string {
  const masked = maskText(sealAtDoor(said).text, { names }).text.trim();
  const characters = [...masked];
  return characters.length <= LONGEST ? masked : `${characters.slice(0, LONGEST - 1).join('')}…`;
}
