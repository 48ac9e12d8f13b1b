import * as z from 'zod';
import type { Policies } from '#clocks/policy.ts';
import type { CustomerDoor } from '#customers/customer-door.ts';
import { type Brought, broughtTo } from '#intake/brought.ts';
import { customerIdFrom } from '#intake/customer-id-from.ts';
import type { IntakeStore } from '#intake/intake-store.ts';
import { markOf, seenWrite } from '#intake/marks.ts';
import { untilTaken } from '#intake/until-taken.ts';
import type { Call } from '#platform/http/endpoint.ts';
import type { Reply } from '#platform/http/reply.ts';
import { line, personId, prose, reference } from '#platform/http/text.ts';
import { When } from '#platform/http/when.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Clock, Instant } from '#platform/time/instant.ts';
import { expectImpersonal } from '#tickets/impersonal.ts';
import { noSuchTicket } from '#tickets/seen.ts';
import { Kind, Stage, type Ticket, TicketId, Urgency } from '#tickets/ticket.ts';
import type { TicketDoor } from '#tickets/ticket-door.ts';
import { Asking } from '#tickets/ticket-request.ts';
import { bring, expectRecent } from './bring.ts';
import { callWrite } from './call.ts';

const REMEMBERED_DAYS = 30;
const DAY_SECONDS = 24 * 60 * 60;
const Seconds = z.int().min(0).max(DAY_SECONDS);

export const LogCallInput = {
  body: z.strictObject({
    ticketId: TicketId.optional(),
    caller: Asking,
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
  readonly intake: Pick<IntakeStore, 'seen'>;
  readonly policies: Pick<Policies, 'active'>;
  readonly keys: Keyring;
  readonly clock: Clock;
};

/**
 * Somebody of the house logs a call: its transcript opens a ticket or goes to one, its numbers stay with it (CH-01, CH-08). Once for
 * each agent and moment: a repetition is answered with the ticket that the call is on, another caller or transcript is refused.
 */
export const logCall =
  ({ door, customers, intake, policies, keys, clock }: Needs) =>
  async (call: Call<typeof LogCallInput>) => {
    const { agentNumber, startedAt } = call.body;
    const at = clock();
    const house = await keys.house();
    const mark = markOf(house, 'call', `${agentNumber}#${startedAt}`);
    const words = house.index('call words', JSON.stringify([mark, call.body.caller, call.body.transcript]));
    return untilTaken(async () => {
      const taken = await intake.seen(mark, at);
      if (taken?.words !== undefined && taken.words !== words) throw otherCall();
      const known = taken?.ticketId === undefined ? undefined : await door.find(taken.ticketId);
      return answer(known ?? (await logOnce(call, { at, mark, words }, { door, customers, policies, keys })));
    });
  };

const otherCall = () =>
  new Refusal(
    'mismatch',
    'call.other-words',
    'Another call of this agentNumber at this startedAt was logged before; a call of its own needs its own moment',
  );

type Moment = { readonly at: Instant; readonly mark: string };

async function logOnce(
  { body, actor: by, keep }: Call<typeof LogCallInput>,
  { at, mark, words }: Moment & { readonly words: string },
  { door, customers, policies, keys }: Pick<Needs, 'door' | 'customers' | 'policies' | 'keys'>,
): Promise<Ticket> {
  const { ticketId, agentNumber, startedAt, waitSeconds, durationSeconds, recording } = body;
  expectRecent(startedAt, at, 'startedAt');
  await expectImpersonal(body, policies);
  const customerId = await callerOf(body, { at, mark }, { door, customers });
  const key = await keys.of(customerId);
  const saving = keep((ticket: Ticket) => answer(ticket));
  const numbers = { agentNumber, startedAt, waitSeconds, durationSeconds, recording };
  const logged = {
    ...{ ticketId, asked: askedBy(body, customerId), since: startedAt },
    talk: { type: 'CallLogged', waitSeconds, durationSeconds, recorded: recording !== undefined } as const,
    also: (ticket: Ticket) => [
      callWrite({ ...numbers, ticketId: ticket.id, by: by.id, loggedAt: at }, key),
      seenWrite(mark, { as: 'message', ticketId: ticket.id, words }, at, REMEMBERED_DAYS),
      ...saving.writes(ticket),
    ],
  };
  return bring(logged, { by, at }, door);
}

const answer = (ticket: Ticket): Reply => ({ status: 201, body: broughtTo(ticket) satisfies z.infer<typeof Brought> });

type Body = z.infer<typeof LogCallInput.body>;

/** Whose key seals the recording: the customer of the ticket it goes to, else whoever called. */
async function callerOf(
  { ticketId, caller: { customerId: account, verified: proven = false, ...contact } }: Body,
  { at, mark }: Moment,
  { door, customers }: Pick<Needs, 'door' | 'customers'>,
): Promise<string> {
  const ticket = ticketId && (await door.find(ticketId));
  if (ticket) return ticket.requester.customerId;
  if (ticketId) throw noSuchTicket();
  return (await customers.recognise({ ...contact, account, proven, told: true, newId: customerIdFrom(mark) }, at))
    .customerId;
}

const askedBy = (body: Body, customerId: string) => {
  const { kind, stage, urgency, subject, caller, transcript, orderNumber } = body;
  return {
    ...{ kind, stage, urgency, subject, channel: 'phone' as const, body: transcript },
    requester: { ...caller, customerId },
    ...(orderNumber && { orderNumber }),
  };
};
