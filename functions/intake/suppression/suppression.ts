import * as z from 'zod';
import { addressIndex } from '#platform/personal/address-index.ts';
import type { HouseKey } from '#platform/personal/keyring.ts';
import type { Put } from '#platform/store/commit.ts';
import { entity } from '#platform/store/entity.ts';
import { Instant } from '#platform/time/instant.ts';

/** Why nothing is sent to an address or number any more. */
const Because = z.enum(['hardBounce', 'softBounces', 'complaint']);

/** What is known against sending to somebody, under the blind index of their address or number. */
export const Suppression = z.object({
  index: z.string(),
  /** Nothing at all is sent: it does not arrive, or they complained of it. */
  all: z.object({ because: Because, at: Instant }).optional(),
  /** They refused what is not about their own matter; kept for as long as the house is (C4: five months at least). */
  commercial: z.object({ because: z.literal('refused'), at: Instant }).optional(),
  /** Deliveries that failed for a while, one after the other. */
  soft: z.int().min(0).default(0),
  version: z.int().min(0),
});
export type Suppression = z.infer<typeof Suppression>;

export type Reach = 'email' | 'phone';

/** Under which blind index an address or number is kept. */
export const suppressionIndex = (house: Pick<HouseKey, 'index'>, kind: Reach, value: string): string =>
  kind === 'email' ? addressIndex(house, value) : house.index(kind, value);

export const suppressionKey = (index: string) => ({ pk: `sup_${index}`, sk: '@suppression' });

export const suppressionEntity = entity<Suppression>({
  name: 'suppression',
  schema: Suppression,
  key: ({ index }) => suppressionKey(index),
});

export const nothingKnown = (index: string): Suppression => ({ index, soft: 0, version: 0 });

/** Whether a message of this class may be sent. */
export function maySend({ all, commercial }: Suppression, messageClass: 'service' | 'commercial'): boolean {
  return !all && !(messageClass === 'commercial' && commercial);
}

const SOFT_BOUNCES = 5; // a full mailbox is emptied; an abandoned one is not

export type Met = 'hardBounce' | 'softBounce' | 'complaint' | 'delivered' | 'refused';

/** What is known after something else happened; the first reason stands. */
export function suppress(known: Suppression, met: Met, at: Instant): Suppression {
  if (met === 'refused') return { ...known, commercial: known.commercial ?? { because: 'refused', at } };
  if (met === 'delivered') return { ...known, soft: 0 };
  const soft = met === 'softBounce' ? known.soft + 1 : known.soft;
  if (met === 'softBounce' && soft < SOFT_BOUNCES) return { ...known, soft };
  const because = met === 'softBounce' ? ('softBounces' as const) : met;
  return { ...known, soft, all: known.all ?? { because, at } };
}

/** What is known now, if nobody learnt more meanwhile. */
export function suppressionWrite(next: Suppression): Put {
  const { version } = next;
  const put = suppressionEntity.toItem({ ...next, version: version + 1 });
  return { put, when: version === 0 ? 'absent' : { version } };
}
