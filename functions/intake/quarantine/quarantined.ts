import * as z from 'zod';
import { heldBy } from '#intake/forget/held.ts';
import { Naming, namedWrites } from '#intake/forget/named.ts';
import { afterDays } from '#intake/marks.ts';
import { LIMITS } from '#intake/receive/limits.ts';
import type { Actor } from '#platform/auth/actor.ts';
import { Sealed } from '#platform/personal/sealed.ts';
import type { Put } from '#platform/store/commit.ts';
import { entity } from '#platform/store/entity.ts';
import { Instant, toMillis } from '#platform/time/instant.ts';
import { TicketId } from '#tickets/ticket.ts';

/**
 * Why something waits for a person instead of being a message. A verification mail is for the staff alone (A1). A check calls `spam`
 * and `junk` what they are; `spam` and `bulk` are of a customer, as far as anybody can tell.
 */
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
  'bulk',
  'spam',
  'junk',
]);
export type Reason = z.infer<typeof Reason>;

/** Which list it stands in: what somebody owes a look, or what rings for nobody and ends by itself. */
export const Kind = z.enum(['aside', 'junk']);
export type Kind = z.infer<typeof Kind>;

const JUNK = 'jnk_';

/** The list is in the id, so that it is found by that alone. */
export const QuarantineId = z
  .string()
  .regex(/^(?:qrt|jnk)_[0-9a-z]{8}[\w-]{22}$/, 'is not the id of something set aside');

const kindOf = (id: string): Kind => (id.startsWith(JUNK) ? 'junk' : 'aside');

/** Nobody is called to look at it. */
export const isJunk = ({ id }: { readonly id: string }): boolean => kindOf(id) === 'junk';

const Common = z.object({
  id: QuarantineId,
  at: Instant,
  because: Reason,
  bytes: z.int().min(0),
  /** Who it says it is from, and a text message's words: sealed by the house. */
  sender: Sealed.optional(),
  words: Sealed.optional(),
  /** The blind index of their address or number. */
  senderIndex: z.string().optional(),
  /** Everybody else it says it comes from. */
  named: z.array(Naming).optional(),
  version: z.int().min(0),
});

/** A mail lies in the bucket as it came. */
const Came = z.discriminatedUnion('channel', [
  z.object({ channel: z.literal('email'), raw: z.string() }),
  z.object({ channel: z.literal('sms'), raw: z.undefined().optional() }),
]);
export type Came = z.infer<typeof Came>;

const Decided = Common.extend({ by: z.string(), decidedAt: Instant, expiresAt: z.int() });

/** What came in and is no message: nobody is answered, and a person decides. It is kept until then, and a while after; junk that nobody looks at ends. */
export const Quarantined = z
  .discriminatedUnion('state', [
    Common.extend({ state: z.literal('waiting'), expiresAt: z.int().optional() }),
    Decided.extend({ state: z.literal('released'), ticketId: TicketId }),
    Decided.extend({ state: z.literal('discarded') }),
  ])
  .and(Came);
export type Quarantined = z.infer<typeof Quarantined>;
export type Waiting = Extract<Quarantined, { state: 'waiting' }>;

/** The partition of each list: however much junk comes, it hides nothing that waits. */
export const QUARANTINE: Readonly<Record<Kind, string>> = { aside: 'qrt_all', junk: 'qrt_junk' };

/** The list in `byList` of what waits, oldest first. */
export const WAITING = 'waiting#quarantined';

const sortKey = ({ at, id }: Pick<Quarantined, 'at' | 'id'>) => `${at}#${id}`;

/** When something came, by its place in the list. */
export const cameAt = (place: string): Instant => Instant.parse(place.slice(0, place.indexOf('#')));

export const quarantineKey = (id: string) => ({ pk: QUARANTINE[kindOf(id)], sk: `@quarantined#${id}` });

export const quarantinedEntity = entity<Quarantined>({
  name: 'quarantined',
  schema: Quarantined,
  key: ({ id }) => quarantineKey(id),
  indexes: (one) => ({
    sortKey: sortKey(one),
    listKey: one.state === 'waiting' && !isJunk(one) ? WAITING : undefined,
    customerKey: one.senderIndex && heldBy(one.senderIndex),
  }),
});

/** Who decided on it and when; from then on it is kept as long as what was taken in is remembered. */
export const decided = ({ id: by }: Pick<Actor, 'id'>, at: Instant) => ({
  ...{ by, decidedAt: at },
  expiresAt: afterDays(at, LIMITS.keptDays),
});

/** The id of what bears this mark: it begins with the moment, so that ids sort as things came. */
export const quarantineId = (because: Reason, at: Instant, mark: string): string =>
  `${because === 'junk' ? JUNK : 'qrt_'}${toMillis(at).toString(36)}${mark}`;

/** Where the parts of one that only the house may read are sealed for. */
export const placeOf = (id: string, attribute: 'sender' | 'words') => ({ ...quarantineKey(id), attribute });

/** It as it is now, if nobody decided on it meanwhile, and what finds it by whom it names. */
export function quarantinedWrites(one: Quarantined): Put[] {
  const { id, at, version, named = [] } = one;
  const put = quarantinedEntity.toItem({ ...one, version: version + 1 });
  const about = { of: quarantineKey(id), at, ...(one.expiresAt !== undefined && { expiresAt: one.expiresAt }) };
  return [{ put, when: version === 0 ? 'absent' : { version } }, ...namedWrites(named, about)];
}
