import * as z from 'zod';
import { type Actor, holds } from '#platform/auth/actor.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import { line } from '#platform/http/text.ts';
import { Refusal } from '#platform/refusal.ts';
import { readValues, SealedValue, type SealedValues } from '#tickets/sealed-values.ts';
import { noSuchTicket } from '#tickets/seen.ts';
import { type Ticket, TicketId } from '#tickets/ticket.ts';
import { OfCustomer } from './act.ts';
import { type AuditNeeds, sealReason } from './audit-reason.ts';
import { clearOf } from './clear-of.ts';
import type { CustomerReader } from './customer-reader.ts';
import { familyOf } from './family.ts';
import { IdentityKind } from './identity.ts';
import type { MayLook } from './may-look.ts';

const Field = z.enum(['name', 'phone', 'email', 'openId', 'externalId', 'sealedValues']);
type Field = z.infer<typeof Field>;

export const RevealInput = {
  path: OfCustomer,
  body: z.strictObject({
    fields: z.array(Field).min(1).max(Field.options.length),
    reason: line(200),
    ticketId: TicketId,
  }),
};

/** What was asked for, in the clear: shown once, kept nowhere. */
export const Revealed = z.object({
  name: z.string().optional(),
  contacts: z.array(z.object({ kind: IdentityKind, value: z.string() })),
  sealedValues: z.array(SealedValue).optional(),
});

type Needs = AuditNeeds & {
  readonly tickets: { find(id: TicketId): Promise<Ticket | undefined> };
  readonly door: CustomerReader;
  readonly values: Pick<SealedValues, 'of'>;
  readonly mayLook: MayLook;
};

/** Clear data for the work on one ticket: by role, with a reason, so many an hour; on the chain before it is shown. */
export const reveal =
  (needs: Needs) =>
  async ({ path, body, actor }: Call<typeof RevealInput>) => {
    const { customers, tickets, door, audit, values, keyring, mayLook } = needs;
    const at = needs.clock();
    const { fields, ticketId } = body;
    const customer = await customers.known(path.customerId);
    const ticket = await tickets.find(ticketId);
    expectToServe(ticket, await door.everyOne(customer.id), actor, fields);
    const family = await familyOf(customer, customers);
    if (!(await mayLook(actor.id, at))) throw tooOften(); // one person is one look, however many records they have
    // On the chain of everyone who is looked at: parted again, each still shows it.
    for (const { id } of family) {
      const reason = await sealReason(id, body.reason, needs);
      await audit.append(id, { at, by: actor.id, what: 'reveal', of: fields, reason, ticketId });
    }
    const shown = await Promise.all(family.map(async (one) => clearOf(one, fields, await keyring().find(one.id))));
    const name = shown.flatMap((one) => one.name ?? [])[0];
    return ok({
      ...(name && { name: name.text }),
      contacts: shown.flatMap(({ contacts }) => contacts.map(({ kind, value }) => ({ kind, value: value.text }))),
      ...(fields.includes('sealedValues') && ticket && { sealedValues: readValues(await values.of(ticket)) }),
    });
  };

/** Refuses everybody but who holds this customer's ticket or leads; what was sealed at the door is for the privacy officer. */
function expectToServe(
  ticket: Ticket | undefined,
  everyOne: readonly string[],
  by: Actor,
  fields: readonly Field[],
): asserts ticket is Ticket {
  if (!ticket || !everyOne.includes(ticket.requester.customerId)) throw noSuchTicket();
  const officer = holds(by, 'customer.revealSealed');
  if (fields.includes('sealedValues') && !officer) {
    throw new Refusal('forbidden', 'customer.sealed-by-officer', 'Only the privacy officer sees these numbers');
  }
  const holder = 'assigneeId' in ticket && ticket.assigneeId === by.id;
  if (holder || officer || holds(by, 'ticket.lead')) return;
  throw new Refusal('forbidden', 'customer.not-served', 'You do not hold the ticket you name');
}

const tooOften = () =>
  new Refusal('tooMany', 'customer.reveal-limit', 'You have looked at as many customers as an hour allows', {
    headers: { 'retry-after': '600' },
  });
