import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { env } from '#platform/env.ts';
import { stream } from '#platform/jobs/stream.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { runClocks } from './run-clocks.ts';

const Machines = z.record(z.enum(['response', 'resolution', 'followUp', 'duty']), z.string());

export const handler = stream({
  needs: lazily(() => ({
    clock: live.clock,
    machines: Machines.parse(JSON.parse(env('machines'))),
    client: new SFNClient({}),
  })),
  run: runClocks,
});
