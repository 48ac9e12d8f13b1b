import { job } from '#platform/jobs/job.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { quarantineStore } from './quarantine/quarantine-store.ts';
import { watchSetAside } from './quarantine/watch-set-aside.ts';

export const handler = job({
  needs: lazily(() => ({ quarantine: quarantineStore(live.table), clock: live.clock })),
  run: watchSetAside,
});
