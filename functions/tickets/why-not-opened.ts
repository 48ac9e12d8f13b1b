import type { CustomerReader } from '#customers/customer-reader.ts';
import type { Actor } from '#platform/auth/actor.ts';
import { Refusal } from '#platform/refusal.ts';
import { maySee } from './seen.ts';
import type { ExternalId } from './ticket.ts';
import type { TicketStore } from './ticket-store.ts';
import { visitor } from './visitor.ts';

type Asked = { readonly externalId?: ExternalId | undefined };
type Needs = { readonly tickets: Pick<TicketStore, 'numbered'>; readonly customers: CustomerReader };

/** Why a ticket was not opened. When its external id is taken, whoever may see the ticket that has it is told which it is. */
export async function whyNotOpened(
  error: unknown,
  { externalId }: Asked,
  by: Actor,
  { tickets, customers }: Needs,
): Promise<unknown> {
  if (!externalId || !(error instanceof Refusal) || error.code !== 'ticket.external-id') return error;
  const first = await tickets.numbered(externalId, by.app);
  if (!first || !maySee(first, await visitor(by, customers))) return error;
  const members = { ticketId: first.id, location: `/v1/tickets/${first.id}` };
  return new Refusal(error.kind, error.code, error.message, { members });
}
