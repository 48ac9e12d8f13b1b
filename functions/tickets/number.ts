import * as z from 'zod';

const NUMBER_LENGTH = 6;
const SYMBOLS = /^[0-9A-HJKMNP-TV-Z]{6}$/i;

/** How people call a ticket: the end of its id, in capitals. Two tickets may have the same one, once in a thousand million. */
export const numberOf = (ticketId: string): string => ticketId.slice(-NUMBER_LENGTH).toUpperCase();

/** The number of a ticket as somebody types it, in any case. */
export const TicketNumber = z
  .string()
  .regex(SYMBOLS, 'is not the number of a ticket')
  .transform((typed) => typed.toUpperCase());
