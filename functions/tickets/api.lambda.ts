import { clockReader } from '#clocks/clock-reader.ts';
import { api } from '#platform/http/endpoint.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { houseSecret } from '#platform/store/secret.ts';
import { dueSoon } from './due-soon.ts';
import { liveTickets } from './live-tickets.ts';
import { routes } from './routes.ts';
import { ticketReader } from './ticket-reader.ts';
import { timelineReader } from './timeline-reader.ts';

const needs = lazily(() => {
  const found = liveTickets();
  return {
    ...found,
    dueSoon: dueSoon({ clocks: clockReader(live.table), tickets: ticketReader(live.table) }),
    timelines: timelineReader(found),
    cursorSecret: lazily(() => houseSecret(live.table(), 'cursor')),
  };
});

export { routes };

export const handler = api(live, needs, routes);
