import * as z from 'zod';
import type { HouseEvent } from '#platform/events/event.ts';
import type { Clock } from '#platform/time/instant.ts';
import { TicketId } from '#tickets/ticket.ts';
import { quarterOf } from './quarter.ts';
import type { SurveyStore } from './survey-store.ts';

const Closed = z.looseObject({
  type: z.literal('TicketClosed'),
  subject: TicketId,
  customerId: z.string(),
  because: z.string().optional(),
});

type Needs = { readonly surveys: Pick<SurveyStore, 'remember'>; readonly clock: Clock };

/** Notes that the customer of a closed ticket was served in the quarter it was closed in; whoever is erased is nobody to ask. */
export const rememberServed =
  ({ surveys, clock }: Needs) =>
  async (event: HouseEvent): Promise<void> => {
    const { subject: ticketId, customerId, because } = Closed.parse(event);
    if (because === 'personErased') return;
    await surveys.remember({ quarter: quarterOf(event.at), customerId, ticketId, rememberedAt: clock() });
  };
