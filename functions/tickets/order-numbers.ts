import type { Policy } from '#clocks/policy.ts';
import type { Ticket } from './ticket.ts';

/** What is an order number in the texts of a ticket, and so nobody's card or document: its own, and the forms of the shop. */
export const orderNumbersOf = ({ orderNumber }: Pick<Ticket, 'orderNumber'>, policy: Policy): string[] => [
  ...policy.orderNumbers,
  ...(orderNumber && orderNumber.length >= 4 ? [orderNumber.slice(0, 40)] : []),
];
