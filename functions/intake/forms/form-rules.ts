import type { Cap } from '#platform/store/counter.ts';

/** What a letter through the form costs and how many of them we take, as data. */
export const FORM_RULES = {
  /** 2^18 hashes on average: about a second of a telephone's time. */
  bits: 18,
  challengeMinutes: 10,
  perSender: { most: 10, everyMinutes: 60 },
  perAddress: { most: 3, everyMinutes: 60 },
  perHouse: { most: 600, everyMinutes: 60 },
} as const satisfies Record<string, number | Cap>;
