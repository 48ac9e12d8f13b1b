import type { Page } from '#platform/store/cursor.ts';
import { BUCKETS } from '#platform/store/entity.ts';
import { newestOf, type SpreadList } from '#platform/store/newest-of.ts';
import type { Table } from '#platform/store/table.ts';
import { numberOf } from './number.ts';
import { type IssueClass, isOpen, type Status, type Ticket } from './ticket.ts';
import { assigneeKey, customerKey, listKey, numberKey, orderKey, ticketEntity } from './ticket-item.ts';

/** Which tickets: everything given must hold. Newest first. */
export type Wanted = {
  readonly status?: Status | undefined;
  readonly class?: IssueClass | undefined;
  readonly channel?: string | undefined;
  readonly assigneeId?: string | undefined;
  /** One customer, under every id they have. */
  readonly customerIds?: readonly string[] | undefined;
  readonly orderNumber?: string | undefined;
  /** What people call it by, in capitals. */
  readonly number?: string | undefined;
  readonly app?: string | undefined;
  readonly open?: boolean | undefined;
  readonly unanswered?: true | undefined;
};

export type TicketLists = { list(wanted: Wanted, size: number, after?: string): Promise<Page<Ticket>> };

export function ticketLists(table: () => Table): TicketLists {
  return {
    list: (wanted, size, after) => {
      const wants = (ticket: Ticket) => matches(ticket, wanted);
      return newestOf(table(), { ...listFor(wanted), entity: ticketEntity, wants }, size, after);
    },
  };
}

type Stands = Pick<SpreadList<Ticket>, 'index' | 'attribute' | 'partitions'>;

/** The most selective list for what is wanted. */
function listFor({ number, customerIds, orderNumber, assigneeId, status, open }: Wanted): Stands {
  if (number) return { index: 'byNumber', attribute: 'numberKey', partitions: [numberKey(number)] };
  if (orderNumber) return { index: 'byOrder', attribute: 'orderKey', partitions: [orderKey(orderNumber)] };
  if (customerIds) return { index: 'byCustomer', attribute: 'customerKey', partitions: customerIds.map(customerKey) };
  if (assigneeId) return { index: 'byAssignee', attribute: 'assigneeKey', partitions: [assigneeKey(assigneeId)] };
  const halves = status ? [status !== 'resolved' && status !== 'closed'] : open === undefined ? [true, false] : [open];
  const partitions = halves.flatMap((half) => Array.from({ length: BUCKETS }, (_, bucket) => listKey(half, bucket)));
  return { index: 'byList', attribute: 'listKey', partitions };
}

export function matches(ticket: Ticket, wanted: Wanted): boolean {
  const holder = 'assigneeId' in ticket ? ticket.assigneeId : undefined;
  const pairs: [unknown, unknown][] = [
    [wanted.status, ticket.status],
    [wanted.class, ticket.class],
    [wanted.channel, ticket.channel],
    [wanted.assigneeId, holder],
    [wanted.orderNumber, ticket.orderNumber],
    [wanted.number, numberOf(ticket.id)],
    [wanted.app, ticket.app],
    [wanted.open, isOpen(ticket)],
    [wanted.unanswered, ticket.unanswered.length > 0],
  ];
  const theirs = wanted.customerIds?.includes(ticket.requester.customerId) ?? true;
  return theirs && pairs.every(([wish, fact]) => wish === undefined || wish === fact);
}
