import type { Policy } from '#clocks/policy.ts';
import { detect } from '#platform/personal/detect.ts';
import type { Ticket } from './ticket.ts';

const SHORTEST = 4;
const LONGEST = 40;

/**
 * What is an order number in the texts of a ticket, and so nobody's card or document: the forms of the shop, and its own number,
 * unless that looks like something personal: whoever opens a ticket may call anything a number.
 */
export const orderNumbersOf = ({ orderNumber }: Pick<Ticket, 'orderNumber'>, policy: Policy): string[] => [
  ...policy.orderNumbers,
  ...(orderNumber !== undefined && isPlain(orderNumber) ? [orderNumber] : []),
];

const isPlain = (number: string): boolean =>
  number.length >= SHORTEST && number.length <= LONGEST && !/[#@]/.test(number) && detect(number).length === 0;
