import * as z from 'zod';
import { Instant } from '#platform/time/instant.ts';
import { TicketId } from '#tickets/ticket.ts';
import { Quarter } from './quarter.ts';

/** A customer whose ticket was closed in the quarter; the first one is kept. */
export const Served = z.object({
  quarter: Quarter,
  customerId: z.string(),
  ticketId: TicketId,
  rememberedAt: Instant,
});
export type Served = z.infer<typeof Served>;

/** The survey of one quarter. `seed` is made once and draws the same sample ever after; nobody outside may know it. */
export const Survey = z.object({
  quarter: Quarter,
  seed: z.string(),
  startedAt: Instant,
  done: z.object({ served: z.int(), invited: z.int() }).optional(),
  version: z.int().min(0),
});
export type Survey = z.infer<typeof Survey>;
