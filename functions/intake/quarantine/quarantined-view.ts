import * as z from 'zod';
import type { HouseKey } from '#platform/personal/keyring.ts';
import { maskEmail, maskPhone } from '#platform/personal/mask-contact.ts';
import { Refusal } from '#platform/refusal.ts';
import { Instant } from '#platform/time/instant.ts';
import { TicketId } from '#tickets/ticket.ts';
import { placeOf, type Quarantined, QuarantineId, Reason } from './quarantined.ts';

/** Something set aside as the API shows it: who it says it is from is masked. */
export const QuarantinedView = z.object({
  id: QuarantineId,
  at: Instant,
  channel: z.enum(['email', 'sms']),
  because: Reason,
  bytes: z.int(),
  state: z.enum(['waiting', 'released', 'discarded']),
  sender: z.string().optional(),
  ticketId: TicketId.optional(),
  decidedAt: Instant.optional(),
});

export function quarantinedView(one: Quarantined, house: HouseKey): z.infer<typeof QuarantinedView> {
  const { id, at, channel, because, bytes, state, sender } = one;
  const mask = channel === 'email' ? maskEmail : maskPhone;
  return {
    ...{ id, at, channel, because, bytes, state },
    ...(sender && { sender: mask(house.open(placeOf(id, 'sender'), sender)) }),
    ...(one.state === 'released' && { ticketId: one.ticketId }),
    ...(one.state !== 'waiting' && { decidedAt: one.decidedAt }),
  };
}

export const noSuchQuarantined = () =>
  new Refusal('missing', 'quarantine.missing', 'There is nothing set aside under this id');
