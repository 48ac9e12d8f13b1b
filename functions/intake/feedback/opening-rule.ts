import { SCORE } from './sentiment.ts';

/** Which feedback opens a ticket, as data: our recommendation, the sources name no figure. */
export const OPENING = {
  scoreUpTo: SCORE.negativeUpTo,
  scoreBelievedFrom: SCORE.positiveFrom,
  byWords: true,
} as const;
