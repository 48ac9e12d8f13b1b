import { api } from '#platform/http/endpoint.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { houseSecret } from '#platform/store/secret.ts';
import { noticeStore } from './notice-store.ts';
import { routes } from './routes.ts';

export { routes };

export const handler = api(
  live,
  lazily(() => ({
    notices: noticeStore(live.table),
    clock: live.clock,
    cursorSecret: lazily(() => houseSecret(live.table(), 'cursor')),
  })),
  routes,
);
