import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { maskText } from '#platform/personal/mask-text.ts';
import type { Table } from '#platform/store/table.ts';
import { noSuchTicket } from '#tickets/seen.ts';
import { TicketId } from '#tickets/ticket.ts';
import type { TicketDoor } from '#tickets/ticket-door.ts';
import { CALLS, callEntity, PhoneCall, recordingOf } from './call.ts';

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
    const { name, client } = table();
    const ticket = await door.find(ticketId);
    if (!ticket) throw noSuchTicket();
    const key = await keys.find(ticket.requester.customerId);
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: name,
        KeyConditionExpression: 'pk = :id AND begins_with(sk, :calls)',
        ExpressionAttributeValues: { ':id': ticketId, ':calls': CALLS },
        Limit: MOST,
        ConsistentRead: true,
      }),
    );
    const calls = Items.map((item) => callEntity.fromItem(item));
    return ok({
      calls: calls.map((call) => {
        const { ticketId: _, recording: __, ...numbers } = call;
        const recording = recordingOf(call, key);
        return { ...numbers, ...(recording && { recording: maskText(recording).text }) };
      }),
    });
  };
