import { listen } from '#platform/jobs/listen.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { customerStore } from './customer-store.ts';
import { rememberRefusal } from './remember-refusal.ts';

export const handler = listen({
  needs: lazily(() => ({ customers: customerStore(live.table) })),
  run: rememberRefusal,
});
