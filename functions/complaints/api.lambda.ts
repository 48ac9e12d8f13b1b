import { policyStore } from '#clocks/policy-store.ts';
import { api } from '#platform/http/endpoint.ts';
import { once } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { ticketStore } from '#tickets/ticket-store.ts';
import { routes } from './routes.ts';

export { routes };

export const handler = api(
  live,
  once(() => ({ ...live, tickets: ticketStore({ ...live, policies: policyStore(live.table, live.clock) }) })),
  routes,
);
