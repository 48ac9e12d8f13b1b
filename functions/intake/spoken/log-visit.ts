import * as z from 'zod';
import { broughtTo } from '#intake/brought.ts';
import { customerIdFrom } from '#intake/customer-id-from.ts';
import { markOf } from '#intake/marks.ts';
import type { Call } from '#platform/http/endpoint.ts';
import type { Reply } from '#platform/http/reply.ts';
import { line, personId, prose, reference } from '#platform/http/text.ts';
import { When } from '#platform/http/when.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import type { Clock } from '#platform/time/instant.ts';
import { Kind, Stage, type Ticket, TicketId, Urgency } from '#tickets/ticket.ts';
import type { TicketDoor } from '#tickets/ticket-door.ts';
import { Asking } from '#tickets/ticket-request.ts';
import { bring, expectRecent } from './bring.ts';

export const LogVisitInput = {
  body: z.strictObject({
    ticketId: TicketId.optional(),
    outlet: personId(40),
    visitor: Asking,
    visitedAt: When,
    text: prose(10_000),
    kind: Kind.default('enquiry'),
    stage: Stage.default('inSale'),
    urgency: Urgency.default('general'),
    subject: line(200).default('客户到店'),
    orderNumber: reference(64).optional(),
  }),
};

type Needs = {
  readonly door: Pick<TicketDoor, 'open' | 'act'>;
  readonly keys: Keyring;
  readonly clock: Clock;
};

/** Somebody of an outlet fills in what a customer came for: a ticket like any other, answered where they stood (CH-01). */
export const logVisit =
  ({ door, keys, clock }: Needs) =>
  async ({ body, actor: by, keep, sentAs }: Call<typeof LogVisitInput>) => {
    const at = clock();
    const { ticketId, outlet, visitor, visitedAt, text, kind, stage, urgency, subject, orderNumber } = body;
    expectRecent(visitedAt, at, 'visitedAt');
    const saving = keep((ticket: Ticket) => answer(ticket));
    const asked = {
      ...{ kind, stage, urgency, subject, channel: 'offlineOutlet' as const, requester: visitor, body: text },
      ...(orderNumber && { orderNumber }),
    };
    const talk = { type: 'VisitLogged', outlet } as const;
    const newCustomerId = sentAs && customerIdFrom(markOf(await keys.house(), 'visit', sentAs));
    const also = (ticket: Ticket) => saving.writes(ticket);
    return answer(await bring({ ticketId, asked, talk, since: visitedAt, newCustomerId, also }, { by, at }, door));
  };

const answer = (ticket: Ticket): Reply => ({ status: 201, body: broughtTo(ticket) });
