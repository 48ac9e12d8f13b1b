import * as z from 'zod';
import { afterDays, seconds } from '#intake/marks.ts';
import { LIMITS } from '#intake/receive/limits.ts';
import type { HouseKey } from '#platform/personal/keyring.ts';
import { Sealed } from '#platform/personal/sealed.ts';
import type { Part } from '#platform/sms/join-parts.ts';
import type { Put } from '#platform/store/commit.ts';
import { entity } from '#platform/store/entity.ts';
import { Instant, minutesBetween } from '#platform/time/instant.ts';

/** Parts of one long text message that wait for the others, sealed by the house; neither they nor who sent them once they were taken in. */
export const WaitingParts = z.object({
  /** The blind index of who sent it, and of what their provider calls it. */
  index: z.string(),
  from: Sealed.optional(),
  reference: z.string(),
  count: z.int(),
  waiting: z.array(z.object({ number: z.int(), text: Sealed })),
  /** When the first of them came. */
  since: Instant,
  version: z.int().min(0),
});
export type WaitingParts = z.infer<typeof WaitingParts>;

/** Those that were not taken in yet. */
export type Waiting = WaitingParts & { readonly from: Sealed };
export const isWaiting = (parts: WaitingParts): parts is Waiting => parts.from !== undefined;

export const WAITING_PARTS = 'prt_all';
export const waitingPartsKey = (index: string) => ({ pk: WAITING_PARTS, sk: `@parts#${index}` });

export const waitingPartsEntity = entity<WaitingParts>({
  name: 'smsParts',
  schema: WaitingParts,
  key: ({ index }) => waitingPartsKey(index),
});

/** Where what is sealed of them lies: the number they came from, and each part. */
export const placeOfFrom = (index: string) => ({ ...waitingPartsKey(index), attribute: 'from' });
export const placeOfPart = (index: string, number: number) => ({
  ...waitingPartsKey(index),
  attribute: `part.${number}`,
});

/** How long a part waits for the others before it is taken in as it came. */
const PATIENCE_MINUTES = 10;

export const isDue = (parts: WaitingParts, at: Instant): parts is Waiting =>
  isWaiting(parts) && minutesBetween(parts.since, at) >= PATIENCE_MINUTES;

export const openedParts = ({ index, reference, count, waiting }: WaitingParts, house: HouseKey): Part[] =>
  waiting.map(({ number, text }) => ({
    ...{ reference, count, index: number },
    text: house.open(placeOfPart(index, number), text),
  }));

/** They as they are now, if no other part came meanwhile. They expire long after somebody should have taken them in. */
export function waitingPartsWrite(parts: WaitingParts, at: Instant): Put {
  const { version } = parts;
  const expiresAt = isWaiting(parts) ? afterDays(at, LIMITS.keptDays) : seconds(at);
  const put = waitingPartsEntity.toItem({ ...parts, version: version + 1 }, { expiresAt });
  return { put, when: version === 0 ? 'absent' : { version } };
}

/** Saved with the message they became: it becomes one only. */
export const takenUp = (parts: WaitingParts, at: Instant): Put =>
  waitingPartsWrite({ ...parts, from: undefined, waiting: [] }, at);
