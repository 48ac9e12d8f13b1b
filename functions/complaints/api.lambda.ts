import { api } from '#platform/http/endpoint.ts';
import { live } from '#platform/live.ts';
import { liveTickets } from '#tickets/live-tickets.ts';
import { routes } from './routes.ts';

export { routes };

export const handler = api(live, liveTickets, routes);
