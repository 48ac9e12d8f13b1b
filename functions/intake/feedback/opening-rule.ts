/** Which feedback opens a ticket, as data: our recommendation, the sources name no figure. */
export const OPENING = {
  scoreUpTo: 2,
  scoreBelievedFrom: 4,
  byWords: true,
} as const;
