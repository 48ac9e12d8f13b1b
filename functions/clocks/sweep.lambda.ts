import { job } from '#platform/jobs/job.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { clockStore } from './clock-store.ts';
import { sweep } from './sweep.ts';

export const handler = job({
  needs: lazily(() => ({ ...live, clocks: clockStore(live.table) })),
  run: sweep,
});
