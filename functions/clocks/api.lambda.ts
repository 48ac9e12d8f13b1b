import { api } from '#platform/http/endpoint.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { clockStore } from './clock-store.ts';
import { policyStore } from './policy-store.ts';
import { routes } from './routes.ts';

export { routes };

export const handler = api(
  live,
  lazily(() => ({ ...live, clocks: clockStore(live.table), policies: policyStore(live.table, live.clock) })),
  routes,
);
