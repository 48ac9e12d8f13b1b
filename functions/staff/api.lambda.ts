import { api } from '#platform/http/endpoint.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { routes } from './routes.ts';
import { staffStore } from './staff-store.ts';

export { routes };

export const handler = api(
  live,
  lazily(() => ({ staff: staffStore(live.table), clock: live.clock })),
  routes,
);
