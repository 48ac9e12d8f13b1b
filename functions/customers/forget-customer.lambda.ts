import { listen } from '#platform/jobs/listen.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { liveKeyring } from '#platform/personal/live-keyring.ts';
import { customerStore } from './customer-store.ts';
import { forgetCustomer } from './forget-customer.ts';

export const handler = listen({
  needs: lazily(() => ({ customers: customerStore(live.table), keyring: liveKeyring })),
  run: forgetCustomer,
});
