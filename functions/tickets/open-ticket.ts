import * as z from 'zod';
import type { Policies } from '#clocks/policy.ts';
import { type Actor, isOutside } from '#platform/auth/actor.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { Phone } from '#platform/http/phone.ts';
import { created, type Reply } from '#platform/http/reply.ts';
import { line, personId, prose, reference } from '#platform/http/text.ts';
import type { NewId } from '#platform/ids.ts';
import type { Clock } from '#platform/time/instant.ts';
import { open } from './open.ts';
import { Channel, ExternalId, IssueClass, Kind, Language, Stage, type Ticket, TicketId, Urgency } from './ticket.ts';
import type { TicketStore } from './ticket-store.ts';
import { ticketView } from './ticket-view.ts';

const OpenTicket = z
  .strictObject({
    kind: Kind,
    stage: Stage.default('afterSale'),
    channel: Channel,
    requester: z
      .strictObject({
        customerId: personId(64).optional(),
        name: line(60).optional(),
        phone: Phone.optional(),
        email: z.email().max(254).optional(),
        language: Language.default('zh-CN'),
      })
      .default({ language: 'zh-CN' }),
    subject: line(200),
    body: prose(10_000),
    orderNumber: reference(64).optional(),
    externalId: ExternalId.optional(),
    urgency: Urgency.default('general'),
    affectedCustomers: z.int().min(1).max(1_000_000_000).default(1),
    majorLoss: z.boolean().default(false),
    needsSolutionDesign: z.boolean().default(false),
    class: IssueClass.optional(),
    classReason: line(200).optional(),
  })
  .refine((asked) => asked.class === undefined || asked.classReason !== undefined, {
    path: ['classReason'],
    message: 'is needed when you set the class',
  });
export type OpenTicket = z.infer<typeof OpenTicket>;

export const OpenTicketInput = { body: OpenTicket };

type Needs = { tickets: TicketStore; policies: Policies; clock: Clock; newId: NewId };

/** Opens a ticket for whoever asks; a customer opens it for themself, everybody else may name the customer. */
export const openTicket =
  ({ tickets, policies, clock, newId }: Needs) =>
  async ({ body, actor, keep }: Call<typeof OpenTicketInput>) => {
    const policy = await policies.active();
    const change = open(body, {
      id: TicketId.parse(newId('ticket')),
      customerId: customerOf(body, actor) ?? newId('customer'),
      by: actor,
      policy,
      at: clock(),
    });
    const answer = (ticket: Ticket): Reply =>
      created(`/v1/tickets/${ticket.id}`, ticketView(ticket, actor), ticket.version);
    return answer(await tickets.add(change, policy, keep(answer)));
  };

function customerOf({ requester }: OpenTicket, actor: Actor): string | undefined {
  return isOutside(actor) && actor.roles.includes('customer') ? actor.id : requester.customerId;
}
