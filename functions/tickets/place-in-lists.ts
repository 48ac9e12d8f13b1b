import type { Ticket } from './ticket.ts';

/** Where a ticket stands in each of its lists, and so where a page of one goes on. */
export const placeInLists = ({ openedAt, id }: Pick<Ticket, 'openedAt' | 'id'>): string => `${openedAt}#${id}`;
