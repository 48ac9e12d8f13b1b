import { maskedAnswer } from './masked-answer.ts';

const LONGEST = 300; // characters, five parts in Chinese

/** What a colleague wrote as a text message may carry it, readable by whoever holds the telephone: masked, and cut to 300 characters. */
export function shortAnswer(said: string, names: readonly string[]): string {
  const masked = maskedAnswer(said, names);
  const characters = [...masked];
  return characters.length <= LONGEST ? masked : `${characters.slice(0, LONGEST - 1).join('')}…`;
}
