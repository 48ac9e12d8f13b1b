import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { maskText } from '#platform/personal/mask-text.ts';
import type { Table } from '#platform/store/table.ts';
import { noSuchTicket } from '#tickets/seen.ts';
import { TicketId } from '#tickets/ticket.ts';
import type { TicketDoor } from '#tickets/ticket-door.ts';
import { PhoneCall } from './call.ts';
import { callReader } from './call-reader.ts';

export const ReadCallsInput = { path: z.strictObject({ ticketId: TicketId }) };

export const CallsView = z.object({
  calls: z.array(PhoneCall.omit({ ticketId: true }).extend({ recording: z.string().optional() })),
});

const MOST = 100;

type Needs = { readonly table: () => Table; readonly door: Pick<TicketDoor, 'find'>; readonly keys: Keyring };

/** The calls of a ticket, oldest first, with where their recordings lie: a number in that is masked like any other. */
export const readCalls =
  ({ table, door, keys }: Needs) =>
  async ({ path: { ticketId } }: Call<typeof ReadCallsInput>) => {
    const ticket = await door.find(ticketId);
    if (!ticket) throw noSuchTicket();
    const calls = await callReader(table).of(ticketId, await keys.find(ticket.requester.customerId));
    return ok({
      calls: calls.slice(0, MOST).map(({ recording, ...numbers }) => ({
        ...numbers,
        ...(recording && { recording: maskText(recording).text }),
      })),
    });
  };
