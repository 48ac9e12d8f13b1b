import { QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { policyStore } from '#clocks/policy-store.ts';
import { customerDoor } from '#customers/customer-door.ts';
import { intakeStore } from '#intake/intake-store.ts';
import { quarantineStore } from '#intake/quarantine/quarantine-store.ts';
import type { ReceiveNeeds } from '#intake/receive/arrival.ts';
import { receiveEmail } from '#intake/receive/receive-email.ts';
import { suppressions } from '#intake/suppression/suppression-store.ts';
import { newId } from '#platform/ids.ts';
import type { Table } from '#platform/store/table.ts';
import { at, type Instant, plusMinutes } from '#platform/time/instant.ts';
import { StaffList } from '#staff/staff.ts';
import { openMessage } from '#tickets/message-seal.ts';
import { partsOf } from '#tickets/said-with.ts';
import { type Message, Message as MessageSchema, type Ticket, type TicketId } from '#tickets/ticket.ts';
import { ticketDoor } from '#tickets/ticket-door.ts';
import { ticketLists } from '#tickets/ticket-lists.ts';
import { ticketStore } from '#tickets/ticket-store.ts';
import { memoryFiles } from '../intake/memory-files.ts';
import { memoryKeyring } from '../intake/memory-keyring.ts';

const noon = at('2026-03-02T12:00:00Z');
const ONE_SECOND = 1 / 60;

/** The whole way in from a file in the bucket to the table, with a clock that the test moves. */
export function anIntake(table: Table) {
  let now: Instant = noon;
  const keys = memoryKeyring();
  const clock = () => now;
  const files = memoryFiles();
  const policies = policyStore(() => table, clock);
  const customers = customerDoor({ table: () => table, keyring: () => keys, newId });
  const store = ticketStore({ table: () => table, policies, newId, keys });
  const people = [{ id: 'mira', name: 'Mira', roles: ['agent'], email: 'mira@shop.example' }];
  const staff = { directory: async () => ({ ...StaffList.parse({ people }), version: 1 }) };
  const lists = ticketLists(() => table);
  const tickets = ticketDoor({ tickets: store, lists, policies, customers, keys, staff, newId });
  const needs: ReceiveNeeds = {
    ...{ files, tickets, customers, staff, clock, keyring: () => keys, domain: 'in.example.com' },
    authserv: 'amazonses.com',
    store: intakeStore(() => table),
    suppressions: suppressions(() => table),
    own: { domains: ['in.example.com'], xLoop: 'service@in.example.com' },
  };
  let arrived = 0;
  const nextNumber = () => {
    arrived += 1;
    return arrived;
  };
  return {
    ...{ needs, files, tickets, customers, keys, store, policies },
    quarantine: quarantineStore(() => table),
    wait: (minutes: number) => {
      now = plusMinutes(now, minutes);
    },
    /** Lets a mail arrive in the bucket and be taken in; answers the key it arrived under. */
    async arrive(raw: Uint8Array, key = `incoming/${nextNumber()}`, on: ReceiveNeeds = needs): Promise<string> {
      now = plusMinutes(now, ONE_SECOND);
      await files.put(key, raw, 'message/rfc822');
      await receiveEmail(on)({ key, size: raw.length });
      return key;
    },
    all: async (entity: string) => {
      const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name, ConsistentRead: true }));
      return Items.filter((item) => item['entity'] === entity);
    },
    async said(ticket: Pick<Ticket, 'id' | 'requester'>) {
      const { Items = [] } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: 'pk = :id AND begins_with(sk, :t)',
          ExpressionAttributeValues: { ':id': ticket.id, ':t': 't#' },
          ConsistentRead: true,
        }),
      );
      const key = (await keys.find(ticket.requester.customerId))!;
      const messages: Message[] = Items.flatMap(partsOf)
        .filter(({ entity }) => entity === 'message')
        .map((item) => MessageSchema.parse(item));
      return messages.map((message) => ({ ...message, ...openMessage(message, key) }));
    },
    /** Every ticket there is, oldest first. */
    async everyTicket(): Promise<Ticket[]> {
      const items = (await this.all('ticket')).sort((one, other) => (one['sortKey'] < other['sortKey'] ? -1 : 1));
      const found = await Promise.all(items.map(({ pk }) => store.find(pk as TicketId)));
      return found.filter((ticket) => ticket !== undefined);
    },
  };
}
