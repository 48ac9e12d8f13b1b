import { listen } from '#platform/jobs/listen.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { liveKeyring } from '#platform/personal/live-keyring.ts';
import { liveTickets } from '#tickets/live-tickets.ts';
import { ticketDoor } from '#tickets/ticket-door.ts';
import { careStore } from './care-store.ts';
import { customerStore } from './customer-store.ts';
import { watchDissatisfaction } from './watch-dissatisfaction.ts';

const needs = lazily(() => {
  const tickets = liveTickets();
  return {
    customers: customerStore(live.table),
    care: careStore(live.table),
    tickets: ticketDoor(tickets),
    policies: tickets.policies,
    keyring: liveKeyring,
    clock: live.clock,
  };
});

export const handler = listen({ needs, run: watchDissatisfaction });
