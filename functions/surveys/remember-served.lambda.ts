import { listen } from '#platform/jobs/listen.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { rememberServed } from './remember-served.ts';
import { surveyStore } from './survey-store.ts';

export const handler = listen({
  needs: lazily(() => ({ surveys: surveyStore(live.table), clock: live.clock })),
  run: rememberServed,
});
