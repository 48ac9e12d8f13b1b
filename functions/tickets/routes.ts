import * as z from 'zod';
import { Category } from '#complaints/complaint.ts';
import { isOutside } from '#platform/auth/actor.ts';
import { type Call, type Route, route } from '#platform/http/endpoint.ts';
import { line, prose, reference } from '#platform/http/text.ts';
import { When } from '#platform/http/when.ts';
import { act, OfTicket } from './act.ts';
import { take } from './assign.ts';
import { AssignInput, assignTicket } from './assign-ticket.ts';
import { close } from './close.ts';
import { ListTicketsInput, listTickets, TicketPage } from './list-tickets.ts';
import { OpenTicketInput, openTicket } from './open-ticket.ts';
import { pause, resume } from './pause.ts';
import { readTicket } from './read-ticket.ts';
import { reclassify } from './reclassify.ts';
import { ServiceRecord } from './record.ts';
import { reopen } from './reopen.ts';
import { note, reply } from './reply.ts';
import { resolve } from './resolve.ts';
import { IssueClass } from './ticket.ts';
import { TicketView } from './ticket-view.ts';
import { readTimeline, TimelineInput, TimelineView } from './timeline.ts';

type Needs = Parameters<typeof openTicket>[0] &
  Parameters<typeof listTickets>[0] &
  Parameters<typeof readTimeline>[0] &
  Parameters<typeof assignTicket>[0];

const Nothing = { path: OfTicket, body: z.strictObject({}).optional() };
const Said = { path: OfTicket, body: z.strictObject({ text: prose(10_000), automatic: z.boolean().default(false) }) };
const Noted = { path: OfTicket, body: z.strictObject({ text: prose(10_000) }) };
const Resolve = {
  path: OfTicket,
  body: ServiceRecord.extend({
    withoutAgreement: z.enum(['customerUnreachable', 'customerWithdrew', 'settledElsewhere']).optional(),
  }),
};
const Close = { path: OfTicket, body: z.strictObject({ category: Category.optional() }).optional() };
const Reopen = { path: OfTicket, body: z.strictObject({ reason: prose(2_000) }) };
const Reclassify = { path: OfTicket, body: z.strictObject({ class: IssueClass, reason: line(500) }) };
const Pause = { path: OfTicket, body: z.strictObject({ reason: reference(40), until: When.optional() }) };

const ticket = { status: 200, schema: TicketView };

/** What can be done with tickets, and who may. */
export const routes: readonly Route<Needs>[] = [
  route({
    method: 'POST',
    path: '/v1/tickets',
    may: 'ticket.open',
    does: 'Open a ticket',
    input: OpenTicketInput,
    answer: { status: 201, schema: TicketView },
    run: openTicket,
  }),
  route({
    method: 'GET',
    path: '/v1/tickets',
    may: 'ticket.list',
    does: 'List tickets',
    input: ListTicketsInput,
    answer: { status: 200, schema: TicketPage },
    run: listTickets,
  }),
  route({
    method: 'GET',
    path: '/v1/tickets/{ticketId}',
    may: 'ticket.read',
    does: 'Read a ticket',
    input: { path: OfTicket },
    answer: ticket,
    run: readTicket,
  }),
  route({
    method: 'GET',
    path: '/v1/tickets/{ticketId}/timeline',
    may: 'ticket.read',
    does: 'Read what happened on a ticket',
    input: TimelineInput,
    answer: { status: 200, schema: TimelineView },
    run: readTimeline,
  }),
  route({
    method: 'POST',
    path: '/v1/tickets/{ticketId}/assign',
    may: 'ticket.assign',
    does: 'Give a ticket to somebody',
    input: AssignInput,
    answer: ticket,
    run: assignTicket,
  }),
  route({
    method: 'POST',
    path: '/v1/tickets/{ticketId}/take',
    may: 'ticket.take',
    does: 'Take a ticket up',
    input: Nothing,
    answer: ticket,
    run: act<Call<typeof Nothing>>((found, { actor, at }) => take(found, actor, at)),
  }),
  route({
    method: 'POST',
    path: '/v1/tickets/{ticketId}/replies',
    may: 'ticket.reply',
    does: 'Say something to the customer, or to the house',
    input: Said,
    answer: ticket,
    run: act<Call<typeof Said>>((found, { body, actor, at }) => reply(found, body, actor, at)),
  }),
  route({
    method: 'POST',
    path: '/v1/tickets/{ticketId}/notes',
    may: 'ticket.note',
    does: 'Leave a note among colleagues',
    input: Noted,
    answer: ticket,
    run: act<Call<typeof Noted>>((found, { body, actor, at }) => note(found, body.text, actor, at)),
  }),
  route({
    method: 'POST',
    path: '/v1/tickets/{ticketId}/resolve',
    may: 'ticket.resolve',
    does: 'Say that the work is done, with its record',
    input: Resolve,
    answer: ticket,
    run: act<Call<typeof Resolve>>((found, { body, actor, at }) => resolve(found, body, actor, at)),
  }),
  route({
    method: 'POST',
    path: '/v1/tickets/{ticketId}/close',
    may: 'ticket.close',
    does: 'Close a resolved ticket',
    input: Close,
    answer: ticket,
    run: act<Call<typeof Close>>((found, { body, actor, at }) => close(found, body?.category, actor, at)),
  }),
  route({
    method: 'POST',
    path: '/v1/tickets/{ticketId}/reopen',
    may: 'ticket.reopen',
    does: 'Open a finished ticket again',
    input: Reopen,
    answer: ticket,
    run: act<Call<typeof Reopen>>((found, { body, actor: by, at, policy }) =>
      reopen(found, { reason: body.reason, from: isOutside(by) ? 'customer' : 'staff' }, { by, at, policy }),
    ),
  }),
  route({
    method: 'POST',
    path: '/v1/tickets/{ticketId}/reclassify',
    may: 'ticket.reclassify',
    does: 'Set another class, with a reason',
    input: Reclassify,
    answer: ticket,
    run: act<Call<typeof Reclassify>>((found, { body, actor: by, at, policy }) =>
      reclassify(found, body, { by, at, policy }),
    ),
  }),
  route({
    method: 'POST',
    path: '/v1/tickets/{ticketId}/pause',
    may: 'ticket.pause',
    does: 'Let the solution and resolution clocks rest',
    input: Pause,
    answer: ticket,
    run: act<Call<typeof Pause>>((found, { body, actor: by, at, policy }) => pause(found, body, { by, at, policy })),
  }),
  route({
    method: 'POST',
    path: '/v1/tickets/{ticketId}/resume',
    may: 'ticket.pause',
    does: 'Let the clocks run on',
    input: Nothing,
    answer: ticket,
    run: act<Call<typeof Nothing>>((found, { actor, at }) => resume(found, actor, at)),
  }),
];
