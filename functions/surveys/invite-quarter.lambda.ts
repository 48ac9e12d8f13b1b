import { randomBytes } from 'node:crypto';
import { job } from '#platform/jobs/job.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { inviteQuarter } from './invite-quarter.ts';
import { surveyStore } from './survey-store.ts';

export const handler = job({
  needs: lazily(() => ({
    surveys: surveyStore(live.table),
    clock: live.clock,
    newSeed: () => randomBytes(32).toString('base64url'),
  })),
  run: inviteQuarter,
});
