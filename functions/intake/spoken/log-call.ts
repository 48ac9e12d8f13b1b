import * as z from 'zod';
import type { CustomerDoor } from '#customers/customer-door.ts';
import { type Brought, broughtTo } from '#intake/brought.ts';
import { When } from '#intake/when.ts';
import type { Call } from '#platform/http/endpoint.ts';
import type { Reply } from '#platform/http/reply.ts';
import { line, personId, prose, reference } from '#platform/http/text.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import type { Clock, Instant } from '#platform/time/instant.ts';
import { noSuchTicket } from '#tickets/seen.ts';
import { Kind, Stage, type Ticket, TicketId, Urgency } from '#tickets/ticket.ts';
import type { TicketDoor } from '#tickets/ticket-door.ts';
import { bring, expectRecent } from './bring.ts';
import { callWrite } from './call.ts';
import { Person } from './person.ts';

const DAY_SECONDS = 24 * 60 * 60;
const Seconds = z.int().min(0).max(DAY_SECONDS);

export const LogCallInput = {
  body: z.strictObject({
    ticketId: TicketId.optional(),
    caller: Person,
    agentNumber: personId(40),
    startedAt: When,
    waitSeconds: Seconds,
    durationSeconds: Seconds,
    recording: reference(200).optional(),
    transcript: prose(10_000),
    kind: Kind.default('enquiry'),
    stage: Stage.default('afterSale'),
    urgency: Urgency.default('general'),
    subject: line(200).default('客户来电'),
    orderNumber: reference(64).optional(),
  }),
};

type Needs = {
  readonly door: Pick<TicketDoor, 'find' | 'open' | 'act'>;
  readonly customers: Pick<CustomerDoor, 'recognise'>;
  readonly keys: Keyring;
  readonly clock: Clock;
};

/** Somebody of the house logs a call: its transcript opens a ticket or goes to one, its numbers stay with it (CH-01, CH-08). */
export const logCall =
  ({ door, customers, keys, clock }: Needs) =>
  async ({ body, actor: by, keep }: Call<typeof LogCallInput>) => {
    const at = clock();
    const { ticketId, agentNumber, startedAt, waitSeconds, durationSeconds, recording } = body;
    expectRecent(startedAt, at, 'startedAt');
    const customerId = await callerOf(body, at, { door, customers });
    const key = await keys.of(customerId);
    const saving = keep((ticket: Ticket) => answer(ticket));
    const numbers = { agentNumber, startedAt, waitSeconds, durationSeconds, recording };
    const logged = {
      ...{ ticketId, asked: askedBy(body, customerId), since: startedAt },
      talk: { type: 'CallLogged', waitSeconds, durationSeconds, recorded: recording !== undefined } as const,
      also: (ticket: Ticket) => [
        callWrite({ ...numbers, ticketId: ticket.id, by: by.id, loggedAt: at }, key),
        ...saving.writes(ticket),
      ],
    };
    return answer(await bring(logged, { by, at }, door));
  };

const answer = (ticket: Ticket): Reply => ({ status: 201, body: broughtTo(ticket) satisfies z.infer<typeof Brought> });

type Body = z.infer<typeof LogCallInput.body>;

/** Whose key seals the recording: the customer of the ticket it goes to, else whoever called. */
async function callerOf(
  { ticketId, caller: { customerId: account, ...contact } }: Body,
  at: Instant,
  { door, customers }: Pick<Needs, 'door' | 'customers'>,
): Promise<string> {
  const ticket = ticketId && (await door.find(ticketId));
  if (ticket) return ticket.requester.customerId;
  if (ticketId) throw noSuchTicket();
  return (await customers.recognise({ ...contact, account, proven: true }, at)).customerId;
}

const askedBy = (body: Body, customerId: string) => {
  const { kind, stage, urgency, subject, caller, transcript, orderNumber } = body;
  return {
    ...{ kind, stage, urgency, subject, channel: 'phone' as const, body: transcript },
    requester: { ...caller, customerId },
    ...(orderNumber && { orderNumber }),
    ...{ affectedCustomers: 1, majorLoss: false, needsSolutionDesign: false },
  };
};
