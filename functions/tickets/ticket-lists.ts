import { BatchGetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Page } from '#platform/store/cursor.ts';
import { BUCKETS } from '#platform/store/entity.ts';
import type { Table } from '#platform/store/table.ts';
import { type IssueClass, isOpen, type Status, type Ticket } from './ticket.ts';
import { assigneeKey, customerKey, listKey, orderKey, ticketEntity, ticketKey } from './ticket-item.ts';

/** Which tickets: everything given must hold. Newest first. */
export type Wanted = {
  readonly status?: Status | undefined;
  readonly class?: IssueClass | undefined;
  readonly channel?: string | undefined;
  readonly assigneeId?: string | undefined;
  /** One customer, under every id they have. */
  readonly customerIds?: readonly string[] | undefined;
  readonly orderNumber?: string | undefined;
  readonly app?: string | undefined;
  readonly open?: boolean | undefined;
  readonly unanswered?: true | undefined;
};

type Place = { readonly id: string; readonly sortKey: string };

export type TicketLists = { list(wanted: Wanted, size: number, after?: string): Promise<Page<Ticket>> };

const LEAST_AT_ONCE = 50; // a small page of a rare kind is not looked for one by one
const MOST_LOOKED_AT = 1_000; // a page may come short after this many, and says where to go on

export function ticketLists(table: () => Table): TicketLists {
  return {
    list: async (wanted, size, after) => {
      const found: Ticket[] = [];
      let place = after;
      const atOnce = Math.max(size, LEAST_AT_ONCE);
      for (let looked = 0; looked < MOST_LOOKED_AT; ) {
        const places = await nextPlaces(table(), wanted, atOnce, place);
        const tickets = await fetchAll(table(), places);
        for (const candidate of places) {
          const ticket = tickets.get(candidate.id);
          place = candidate.sortKey;
          if (ticket && matches(ticket, wanted)) found.push(ticket);
          if (found.length === size) return { items: found, after: place };
        }
        if (places.length < atOnce) return { items: found };
        looked += places.length;
      }
      return { items: found, ...(place !== undefined && { after: place }) };
    },
  };
}

/** The partitions of the most selective list for what is wanted. */
function partitions({ customerIds, orderNumber, assigneeId, status, open }: Wanted): {
  index: string;
  attribute: string;
  keys: string[];
} {
  if (orderNumber) return { index: 'byOrder', attribute: 'orderKey', keys: [orderKey(orderNumber)] };
  if (customerIds) return { index: 'byCustomer', attribute: 'customerKey', keys: customerIds.map(customerKey) };
  if (assigneeId) return { index: 'byAssignee', attribute: 'assigneeKey', keys: [assigneeKey(assigneeId)] };
  const halves = status ? [status !== 'resolved' && status !== 'closed'] : open === undefined ? [true, false] : [open];
  const keys = halves.flatMap((half) => Array.from({ length: BUCKETS }, (_, bucket) => listKey(half, bucket)));
  return { index: 'byList', attribute: 'listKey', keys };
}

async function nextPlaces({ client, name }: Table, wanted: Wanted, size: number, after?: string): Promise<Place[]> {
  const { index, attribute, keys } = partitions(wanted);
  const parts = await Promise.all(
    keys.map(async (key) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: name,
          IndexName: index,
          KeyConditionExpression: after ? '#key = :key AND sortKey < :after' : '#key = :key',
          ExpressionAttributeNames: { '#key': attribute },
          ExpressionAttributeValues: { ':key': key, ...(after && { ':after': after }) },
          ScanIndexForward: false,
          Limit: size,
        }),
      );
      return Items.map(({ pk, sortKey }) => ({ id: String(pk), sortKey: String(sortKey) }));
    }),
  );
  return parts
    .flat()
    .sort((one, other) => (one.sortKey < other.sortKey ? 1 : -1))
    .slice(0, size);
}

/** The tickets themselves, from the table: an index may lag behind. */
async function fetchAll({ client, name }: Table, places: readonly Place[]): Promise<Map<string, Ticket>> {
  if (places.length === 0) return new Map();
  const { Responses = {}, UnprocessedKeys } = await client.send(
    new BatchGetCommand({
      RequestItems: { [name]: { Keys: places.map(({ id }) => ticketKey(id)), ConsistentRead: true } },
    }),
  );
  const rest = (UnprocessedKeys?.[name]?.Keys ?? []).map((key) => ({ id: String(key['pk']), sortKey: '' }));
  const tickets = (Responses[name] ?? []).map((item) => ticketEntity.fromItem(item));
  return new Map([
    ...tickets.map((ticket) => [ticket.id, ticket] as const),
    ...(await fetchAll({ client, name }, rest)),
  ]);
}

export function matches(ticket: Ticket, wanted: Wanted): boolean {
  const holder = 'assigneeId' in ticket ? ticket.assigneeId : undefined;
  const pairs: [unknown, unknown][] = [
    [wanted.status, ticket.status],
    [wanted.class, ticket.class],
    [wanted.channel, ticket.channel],
    [wanted.assigneeId, holder],
    [wanted.orderNumber, ticket.orderNumber],
    [wanted.app, ticket.app],
    [wanted.open, isOpen(ticket)],
    [wanted.unanswered, ticket.unanswered.length > 0],
  ];
  const theirs = wanted.customerIds?.includes(ticket.requester.customerId) ?? true;
  return theirs && pairs.every(([wish, fact]) => wish === undefined || wish === fact);
}
