import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { clockEntity } from '#clocks/clock-item.ts';
import type { Policies, Policy } from '#clocks/policy.ts';
import { expectVersion } from '#platform/http/expect-version.ts';
import type { Saving } from '#platform/http/keep-answers.ts';
import type { NewId } from '#platform/ids.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { personErased } from '#platform/personal/person-erased.ts';
import { Refusal } from '#platform/refusal.ts';
import { commit, Lost } from '#platform/store/commit.ts';
import { itemAt } from '#platform/store/item-at.ts';
import { untilSaved } from '#platform/store/retry.ts';
import type { Table } from '#platform/store/table.ts';
import { noSuchTicket } from './seen.ts';
import { type ExternalId, type Ticket, TicketId } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';
import { ticketEntity } from './ticket-item.ts';
import { externalIdKey, externalIdWrite, ticketWrites } from './ticket-writes.ts';

/** Tickets and everything that is saved with them. */
export type TicketStore = {
  /** The ticket as it is now, if there is one. */
  find(id: TicketId): Promise<Ticket | undefined>;
  /** The ticket that an app gave this number, if there is one. */
  numbered(externalId: ExternalId, app: string): Promise<Ticket | undefined>;
  /** Saves a new ticket; refuses a second one with the same external id. */
  add(change: TicketChange, policy: Policy, saving: Saving<Ticket>): Promise<Ticket>;
  /** Reads, decides under the ticket's own policy, and saves all of it or nothing; decides anew when another was faster. */
  change(
    id: TicketId,
    decide: (ticket: Ticket, policy: Policy) => TicketChange,
    saving: Saving<Ticket>,
  ): Promise<Ticket>;
};

type Needs = {
  readonly table: () => Table;
  readonly policies: Policies;
  readonly keys: Keyring;
  readonly newId: NewId;
};

export function ticketStore({ table, policies, keys, newId }: Needs): TicketStore {
  /** The key that seals what was said; a change without words needs none. */
  const keyFor = async ({ said, next }: TicketChange) => said && keys.of(next.requester.customerId);
  const readFile = async (id: TicketId) => {
    const items = await stateItems(table(), id);
    const ticket = items.find(({ entity }) => entity === 'ticket');
    if (!ticket) return undefined;
    const clocks = items.filter(({ entity }) => entity === 'clock').map((item) => clockEntity.fromItem(item));
    return { ticket: ticketEntity.fromItem(ticket), clocks };
  };
  return {
    find: async (id) => (await readFile(id))?.ticket,

    numbered: async (externalId, app) => {
      const claim = await itemAt(table(), externalIdKey(externalId, app));
      return claim && (await readFile(TicketId.parse(claim['ticketId'])))?.ticket;
    },

    add: async (change, policy, saving) => {
      const { saved, writes } = ticketWrites(change, { clocks: [], policy, newId, key: await keyFor(change) });
      const claim = saved.externalId ? [externalIdWrite(saved.externalId, saved)] : [];
      try {
        await commit(table(), [...writes, ...claim, ...saving.writes(saved)]);
      } catch (error) {
        if (error instanceof Lost && error.items.some(({ entity }) => entity === 'externalId')) throw taken();
        throw error;
      }
      return saved;
    },

    change: (id, decide, saving) =>
      untilSaved(async () => {
        const file = await readFile(id);
        if (!file) throw noSuchTicket();
        const policy = await policies.of(file.ticket.policy);
        const change = decide(file.ticket, policy);
        expectVersion(file.ticket.version, saving.expect, outdated);
        // A function may still have the destroyed key in memory.
        if (change.said && file.ticket.erasedAt) throw personErased();
        const key = await keyFor(change);
        const { saved, writes } = ticketWrites(change, { clocks: file.clocks, policy, newId, key });
        await commit(table(), [...writes, ...saving.writes(saved)]);
        return saved;
      }),
  };
}

async function stateItems({ client, name }: Table, id: TicketId) {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: name,
      KeyConditionExpression: 'pk = :id AND begins_with(sk, :state)',
      ExpressionAttributeValues: { ':id': id, ':state': '@' },
      ConsistentRead: true,
    }),
  );
  return Items;
}

const outdated = (now: { headers: { etag: string } }) =>
  new Refusal('outdated', 'ticket.changed', 'This ticket has changed since you read it', now);

const taken = () => new Refusal('conflict', 'ticket.external-id', 'There is a ticket with this external id already');
