import type { HouseKey } from '#platform/personal/keyring.ts';
import type { Put } from '#platform/store/commit.ts';
import { type Instant, toMillis } from '#platform/time/instant.ts';

/** A message or a part of one, a mail that no person wrote, what waits for a person; what was told of something sent, a task that was used up. */
export const TAKEN_AS = ['message', 'part', 'automatic', 'quarantine', 'told', 'spent'] as const;

/** What became of something that was taken in. */
export type Taken = {
  readonly as: (typeof TAKEN_AS)[number];
  readonly ticketId?: string;
  /** A blind fingerprint of its words, where its sender names it: other words under the same name are another message. */
  readonly words?: string;
};

const DAY_SECONDS = 24 * 60 * 60;

export const seconds = (at: Instant): number => Math.floor(toMillis(at) / 1000);

export const afterDays = (at: Instant, days: number): number => seconds(at) + days * DAY_SECONDS;

/** The mark under which something that comes from outside is taken in once: by what the provider calls it, or by what it is. */
export const markOf = (house: Pick<HouseKey, 'index'>, kind: string, value: string): string =>
  house.index(`seen ${kind}`, value);

export const seenKey = (mark: string) => ({ pk: `seen_${mark}`, sk: '@seen' });

/** Saved with the message itself: whoever delivers it again finds it and brings nothing. */
export function seenWrite(mark: string, taken: Taken, at: Instant, days: number): Put {
  return {
    put: { ...seenKey(mark), entity: 'seen', ...taken, at, expiresAt: afterDays(at, days) },
    when: { expiredBy: seconds(at) },
  };
}
