import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { idFrom } from '#platform/ids.ts';
import { Instant } from '#platform/time/instant.ts';
import { TicketId } from '#tickets/ticket.ts';
import type { SurveyInvited } from './events.ts';
import { Quarter } from './quarter.ts';
import type { Served, Survey } from './survey.ts';

/** One customer asked in one quarter. */
export const Invitation = z.object({
  id: z.string(),
  quarter: Quarter,
  customerId: z.string(),
  ticketId: TicketId,
  at: Instant,
});
export type Invitation = z.infer<typeof Invitation>;

/** The invitation of a customer: made twice it has the same id, and nobody without the seed can guess it. */
export function invite({ customerId, ticketId }: Served, { quarter, seed, startedAt }: Survey): Invitation {
  const bytes = createHmac('sha256', seed).update(`${quarter}\n${customerId}`).digest();
  return { id: idFrom('invitation', bytes), quarter, customerId, ticketId, at: startedAt };
}

/** The fact that a customer was invited, on the timeline of the ticket they were served with. */
export function invited({ id, quarter, customerId, ticketId, at }: Invitation, by: string): SurveyInvited {
  return {
    id: `${ticketId}.survey.${quarter}`,
    type: 'SurveyInvited',
    subject: ticketId,
    at,
    by,
    customerId,
    quarter,
    invitationId: id,
  };
}
