import { listen } from '#platform/jobs/listen.ts';
import { once } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { customerStore } from './customer-store.ts';
import { rememberContact } from './remember-contact.ts';

export const handler = listen({
  needs: once(() => ({ customers: customerStore(live.table) })),
  run: rememberContact,
});
