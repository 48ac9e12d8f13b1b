import { timelineKey } from '#platform/events/timeline.ts';
import { bucketOf, entity } from '#platform/store/entity.ts';
import { numberOf } from './number.ts';
import { placeInLists } from './place-in-lists.ts';
import { isOpen, Message, Ticket } from './ticket.ts';

export const ticketKey = (id: string) => ({ pk: id, sk: '@ticket' });

/** A ticket in the table, and the lists it stands in: open or done, by customer, by order, by whoever holds it, by its number. */
export const ticketEntity = entity<Ticket>({
  name: 'ticket',
  schema: Ticket,
  key: ({ id }) => ticketKey(id),
  indexes: (ticket) => ({
    sortKey: placeInLists(ticket),
    listKey: listKey(isOpen(ticket), bucketOf(ticket.id)),
    customerKey: customerKey(ticket.requester.customerId),
    orderKey: ticket.orderNumber && orderKey(ticket.orderNumber),
    assigneeKey: 'assigneeId' in ticket ? assigneeKey(ticket.assigneeId) : undefined,
    numberKey: numberKey(numberOf(ticket.id)),
  }),
  unsaid: {
    usual: { affectedCustomers: 1, majorLoss: false, needsSolutionDesign: false, unanswered: [], reopened: 0 },
    told: ({ pk, sortKey, assigneeKey: holder }) => ({
      id: String(pk),
      openedAt: String(sortKey).slice(0, -`#${String(pk)}`.length),
      ...(typeof holder === 'string' && { assigneeId: holder.slice(assigneeKey('').length) }),
    }),
  },
});

export const listKey = (open: boolean, bucket: number) => `${open ? 'open' : 'done'}#${bucket}`;
export const customerKey = (customerId: string) => `customer#${customerId}`;
export const orderKey = (orderNumber: string) => `order#${orderNumber}`;
export const assigneeKey = (assigneeId: string) => `assignee#${assigneeId}`;
export const numberKey = (number: string) => `number#${number}`;

const LAST_PLACE = 900; // after the facts of the act it belongs to

const messageKey = ({ id, ticketId, at }: Pick<Message, 'id' | 'ticketId' | 'at'>) =>
  timelineKey(ticketId, at, LAST_PLACE, id);

/** Numbers of documents and cards that were taken out of a message, by themselves: they end sooner than the message. */
export const valuesKey = ({ id, ticketId }: Pick<Message, 'id' | 'ticketId'>) => ({ pk: ticketId, sk: `v#${id}` });

/** What was said, on the ticket's timeline behind the fact that it was said. */
export const messageEntity = entity<Message>({
  name: 'message',
  schema: Message,
  key: messageKey,
});
