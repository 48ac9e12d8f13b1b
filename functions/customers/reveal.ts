import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import { line } from '#platform/http/text.ts';
import { readValues, SealedValue, type SealedValues } from '#tickets/sealed-values.ts';
import { noSuchTicket } from '#tickets/seen.ts';
import { type Ticket, TicketId } from '#tickets/ticket.ts';
import { OfCustomer } from './act.ts';
import type { AuditNeeds } from './audit-reason.ts';
import { clearOf } from './clear-of.ts';
import type { CustomerReader } from './customer-reader.ts';
import { expectToServe } from './expect-to-serve.ts';
import { familyOf } from './family.ts';
import { IdentityKind } from './identity.ts';
import { look } from './look.ts';
import type { MayLook } from './may-look.ts';

const Field = z.enum(['name', 'phone', 'email', 'openId', 'externalId', 'sealedValues']);

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
    const { customers, tickets, door, values, keyring } = needs;
    const { fields, ticketId, reason } = body;
    const customer = await customers.known(path.customerId);
    const ticket = await tickets.find(ticketId);
    if (!ticket || !(await door.everyOne(customer.id)).includes(ticket.requester.customerId)) throw noSuchTicket();
    const sealedApart = fields.includes('sealedValues');
    expectToServe(ticket, actor, { sealedApart });
    const family = await familyOf(customer, customers);
    const asked = { by: actor, at: needs.clock(), ids: family.map(({ id }) => id), of: fields, reason, ticketId };
    return look(needs, asked, async () => {
      const shown = await Promise.all(family.map(async (one) => clearOf(one, fields, await keyring().find(one.id))));
      const name = shown.flatMap((one) => one.name ?? [])[0];
      return ok({
        ...(name && { name: name.text }),
        contacts: shown.flatMap(({ contacts }) => contacts.map(({ kind, value }) => ({ kind, value: value.text }))),
        ...(sealedApart && { sealedValues: readValues(await values.of(ticket)) }),
      });
    });
  };
