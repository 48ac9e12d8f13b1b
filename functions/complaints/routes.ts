import * as z from 'zod';
import { type Call, type Route, route } from '#platform/http/endpoint.ts';
import { prose } from '#platform/http/text.ts';
import { type ActNeeds, act } from '#tickets/act.ts';
import { TicketId } from '#tickets/ticket.ts';
import { TicketView } from '#tickets/ticket-view.ts';
import { SolutionType } from './complaint.ts';
import { decide } from './decide.ts';
import { followUp } from './follow-up.ts';
import { offer } from './offer.ts';

const OfTicket = z.strictObject({ ticketId: TicketId });
const OfSolution = z.strictObject({
  ticketId: TicketId,
  number: z
    .string()
    .regex(/^\d{1,4}$/, 'is not a number')
    .transform(Number),
});
const Offer = { path: OfTicket, body: z.strictObject({ type: SolutionType, text: prose(5_000) }) };
const Accept = { path: OfSolution, body: z.strictObject({ comment: prose(2_000).optional() }).optional() };
const Reject = { path: OfSolution, body: z.strictObject({ reason: prose(2_000) }) };

const FollowUp = {
  path: OfTicket,
  body: z.strictObject({ satisfied: z.boolean(), satisfaction: z.int().min(1).max(5), text: prose(2_000) }),
};

const ticket = { status: 200, schema: TicketView };

/** What can be done with a complaint beyond what can be done with any ticket. */
export const routes: readonly Route<ActNeeds>[] = [
  route({
    method: 'POST',
    path: '/v1/tickets/{ticketId}/solutions',
    may: 'solution.offer',
    does: 'Offer the customer a solution',
    input: Offer,
    answer: ticket,
    run: act<Call<typeof Offer>>((found, { body, actor, at }) => offer(found, body, actor, at)),
  }),
  route({
    method: 'POST',
    path: '/v1/tickets/{ticketId}/solutions/{number}/accept',
    may: 'solution.decide',
    does: 'Accept a solution',
    input: Accept,
    answer: ticket,
    run: act<Call<typeof Accept>>((found, { path, body, actor, at }) =>
      decide(found, { number: path.number, decision: 'accepted', reason: body?.comment }, actor, at),
    ),
  }),
  route({
    method: 'POST',
    path: '/v1/tickets/{ticketId}/solutions/{number}/reject',
    may: 'solution.decide',
    does: 'Reject a solution, with a reason',
    input: Reject,
    answer: ticket,
    run: act<Call<typeof Reject>>((found, { path, body, actor, at }) =>
      decide(found, { number: path.number, decision: 'rejected', reason: body.reason }, actor, at),
    ),
  }),
  route({
    method: 'POST',
    path: '/v1/tickets/{ticketId}/follow-up',
    may: 'followUp.record',
    does: 'Record the follow-up of a closed complaint',
    input: FollowUp,
    answer: ticket,
    run: act<Call<typeof FollowUp>>((found, { body, actor: by, at, policy }) =>
      followUp(found, body, { by, at, policy }),
    ),
  }),
];
