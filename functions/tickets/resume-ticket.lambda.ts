import { policyStore } from '#clocks/policy-store.ts';
import { listen } from '#platform/jobs/listen.ts';
import { once } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { resumeTicket } from './resume-ticket.ts';
import { ticketStore } from './ticket-store.ts';

export const handler = listen({
  needs: once(() => ({ tickets: ticketStore({ ...live, policies: policyStore(live.table, live.clock) }) })),
  run: resumeTicket,
});
