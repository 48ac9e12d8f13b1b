import * as z from 'zod';
import { heldBy } from '#intake/forget/held.ts';
import { Sealed } from '#platform/personal/sealed.ts';
import type { Put } from '#platform/store/commit.ts';
import { entity } from '#platform/store/entity.ts';
import { Instant, toMillis } from '#platform/time/instant.ts';
import { TicketId } from '#tickets/ticket.ts';

/** Why something waits for a person instead of being a message. A verification mail is for the staff alone (A1). */
export const Reason = z.enum([
  'tooLarge',
  'tooDeep',
  'tooManyParts',
  'headersTooLarge',
  'unreadable',
  'empty',
  'noSender',
  'staffSender',
  'verification',
  'virus',
  'tooMany',
  'refused',
]);
export type Reason = z.infer<typeof Reason>;

export const QuarantineId = z.string().regex(/^qrt_[0-9a-z]{8}[\w-]{22}$/, 'is not the id of something set aside');

const Common = z.object({
  id: QuarantineId,
  at: Instant,
  channel: z.enum(['email', 'sms']),
  because: Reason,
  bytes: z.int().min(0),
  /** The mail as it came, in the bucket. */
  raw: z.string().optional(),
  /** Who it says it is from, and a text message's words: sealed by the house. */
  sender: Sealed.optional(),
  words: Sealed.optional(),
  /** The blind index of their address or number. */
  senderIndex: z.string().optional(),
  expiresAt: z.int(),
  version: z.int().min(0),
});

/** What came in and is no message: nobody is answered, nothing is lost, and a person decides. */
export const Quarantined = z.discriminatedUnion('state', [
  Common.extend({ state: z.literal('waiting') }),
  Common.extend({ state: z.literal('released'), ticketId: TicketId, by: z.string(), decidedAt: Instant }),
  Common.extend({ state: z.literal('discarded'), by: z.string(), decidedAt: Instant }),
]);
export type Quarantined = z.infer<typeof Quarantined>;
export type Waiting = Extract<Quarantined, { state: 'waiting' }>;

export const QUARANTINE = 'qrt_all';

export const quarantineKey = (id: string) => ({ pk: QUARANTINE, sk: `@quarantined#${id}` });

export const quarantinedEntity = entity<Quarantined>({
  name: 'quarantined',
  schema: Quarantined,
  key: ({ id }) => quarantineKey(id),
  indexes: ({ id, at, senderIndex }) =>
    senderIndex === undefined ? {} : { customerKey: heldBy(senderIndex), sortKey: `${at}#${id}` },
});

/** The id of what bears this mark: it begins with the moment, so that ids sort as things came. */
export const quarantineId = (at: Instant, mark: string): string => `qrt_${toMillis(at).toString(36)}${mark}`;

/** Where the parts of one that only the house may read are sealed for. */
export const placeOf = (id: string, attribute: 'sender' | 'words') => ({ ...quarantineKey(id), attribute });

/** It as it is now, if nobody decided on it meanwhile. */
export function quarantinedWrite(one: Quarantined): Put {
  const { version } = one;
  const put = quarantinedEntity.toItem({ ...one, version: version + 1 });
  return { put, when: version === 0 ? 'absent' : { version } };
}
