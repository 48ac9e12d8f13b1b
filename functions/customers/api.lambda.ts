import { api } from '#platform/http/endpoint.ts';
import { live } from '#platform/live.ts';
import { liveCustomers } from './live-customers.ts';
import { routes } from './routes.ts';

export { routes };

export const handler = api(live, liveCustomers, routes);
