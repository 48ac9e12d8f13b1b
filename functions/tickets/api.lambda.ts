import { clockReader } from '#clocks/clock-reader.ts';
import { policyStore } from '#clocks/policy-store.ts';
import { api } from '#platform/http/endpoint.ts';
import { once } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { houseSecret } from '#platform/store/secret.ts';
import { dueSoon } from './due-soon.ts';
import { routes } from './routes.ts';
import { ticketLists } from './ticket-lists.ts';
import { ticketStore } from './ticket-store.ts';

const needs = once(() => {
  const policies = policyStore(live.table, live.clock);
  const tickets = ticketStore({ ...live, policies });
  return {
    ...live,
    policies,
    tickets,
    lists: ticketLists(live.table),
    dueSoon: dueSoon({ clocks: clockReader(live.table), find: tickets.find }),
    cursorSecret: once(() => houseSecret(live.table(), 'cursor')),
  };
});

export { routes };

export const handler = api(live, needs, routes);
