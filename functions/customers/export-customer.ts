import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { ok, type Reply } from '#platform/http/reply.ts';
import { line } from '#platform/http/text.ts';
import type { HouseKey, Keyring } from '#platform/personal/keyring.ts';
import type { SealedValues } from '#tickets/sealed-values.ts';
import type { Ticket } from '#tickets/ticket.ts';
import type { TicketLists } from '#tickets/ticket-lists.ts';
import { subjectOf } from '#tickets/ticket-seal.ts';
import type { TimelineReader } from '#tickets/timeline-reader.ts';
import { OfCustomer } from './act.ts';
import type { Audited } from './audit.ts';
import type { Customer, Known } from './customer.ts';
import type { CustomerReader } from './customer-reader.ts';
import { careOf } from './customer-view.ts';
import { IdentityKind } from './identity.ts';
import { type AuditNeeds, reasonOf, sealReason } from './merge-customers.ts';
import type { OwnTimeline } from './own-timeline.ts';
import { ticketsOf } from './read-timeline.ts';
import { clearOf } from './reveal.ts';
import { seenBy } from './seen.ts';

export const ExportInput = { path: OfCustomer };
export const ExportForInput = { path: OfCustomer, body: z.strictObject({ reason: line(200) }) };

/**
 * What the house keeps of one person, in the clear: records, tickets with their words, facts and the chain. Feedback without a
 * ticket, calls and recordings, and what is in files are not in it.
 */
export const Exported = z.object({
  customerId: z.string(),
  records: z.array(z.looseObject({ id: z.string() })),
  tickets: z.array(z.looseObject({ id: z.string() })),
  events: z.array(z.looseObject({ type: z.string() })),
  audit: z.array(z.looseObject({ what: z.string() })),
});

type Needs = AuditNeeds & {
  readonly door: CustomerReader;
  readonly lists: TicketLists;
  readonly timelines: Pick<TimelineReader, 'clear'>;
  readonly values: Pick<SealedValues, 'of'>;
  readonly own: OwnTimeline;
};

/** A customer's own copy. */
export const exportOwn =
  (needs: Needs) =>
  async ({ path, actor }: Call<typeof ExportInput>) => {
    const { customers } = needs;
    const customer = await seenBy(await customers.known(path.customerId), actor, customers);
    const entry = { at: needs.clock(), by: actor.id, what: 'export' as const, of: [], because: 'customerAsked' };
    return exported(customer, entry, actor, needs);
  };

/** The same for somebody who asked another way: with a reason, and on the chain before it is answered. */
export const exportFor =
  (needs: Needs) =>
  async ({ path, body, actor }: Call<typeof ExportForInput>) => {
    const customer = await needs.customers.known(path.customerId);
    const reason = await sealReason(customer.id, body.reason, needs);
    const entry = { at: needs.clock(), by: actor.id, what: 'export' as const, of: [], reason };
    return exported(customer, entry, actor, needs);
  };

type Asking = Call<typeof ExportInput>['actor'];

async function exported({ id }: Known, entry: Audited, actor: Asking, needs: Needs): Promise<Reply> {
  const { customers, door, lists, own, keyring } = needs;
  await needs.audit.append(id, entry);
  const ids = await door.everyOne(id);
  const records = await customers.records(ids);
  const tickets = await ticketsOf(ids, lists, Number.POSITIVE_INFINITY);
  const house = await keyring().house();
  const said = [];
  for (const ticket of tickets) said.push({ ...facts(ticket, house), ...(await wordsOf(ticket, needs)) });
  const events = await Promise.all(ids.map((one) => allOf(one, own, actor)));
  const chains = await Promise.all(ids.map((one) => chainOf(one, needs)));
  return ok({
    customerId: id,
    records: await Promise.all([...records.values()].map((record) => recordOf(record, keyring))),
    tickets: said,
    events: events.flat(),
    audit: chains.flat(),
  });
}

/** What was said on a ticket, and the numbers that were taken out of it. */
async function wordsOf(ticket: Ticket, { timelines, values }: Needs) {
  const [messages, sealedValues] = await Promise.all([timelines.clear(ticket), values.of(ticket)]);
  return { messages, ...(sealedValues.length > 0 && { sealedValues }) };
}

async function chainOf(customerId: string, { audit, keyring }: Needs) {
  const [entries, key] = await Promise.all([audit.chain(customerId), keyring().find(customerId)]);
  return entries.map((entry) => {
    const { n, at, what, of, ticketId } = entry;
    return { n, at, what, of, ticketId, reason: reasonOf(entry, key) };
  });
}

async function recordOf(record: Customer, keyring: () => Keyring) {
  if (record.status === 'erased') return { id: record.id, erasedAt: record.erasedAt };
  const { name: _name, contacts: _contacts, profile, apart: _apart, legalHold, ...rest } = record;
  const { care: _care, ...plain } = profile;
  const key = await keyring().find(record.id);
  const care = record.status === 'known' ? careOf(record, key) : careOf({ ...record, status: 'known' }, key);
  const clear = clearOf(record, ['name', ...IdentityKind.options], key);
  return { ...rest, ...clear, profile: plain, ...(care && { care }), legalHold: legalHold !== undefined };
}

const facts = (ticket: Ticket, house: HouseKey) => {
  const { id, kind, stage, channel, status, openedAt, orderNumber } = ticket;
  return { id, kind, stage, channel, status, openedAt, orderNumber, subject: subjectOf(ticket, house) };
};

const AT_ONCE = 100;

async function allOf(customerId: string, own: OwnTimeline, actor: Asking) {
  const all = [];
  for (let before: string | undefined; ; ) {
    const { entries, last, more } = await own.page(customerId, { before, size: AT_ONCE }, actor);
    all.push(...entries.map(({ place: _place, ...entry }) => entry));
    if (!more) return all;
    before = last;
  }
}
