import { step } from '#platform/jobs/step.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { clockStore } from './clock-store.ts';
import { lookAtClock, Timer } from './look-at-clock.ts';

export const handler = step({
  input: Timer,
  needs: lazily(() => ({ ...live, clocks: clockStore(live.table) })),
  run: lookAtClock,
});
