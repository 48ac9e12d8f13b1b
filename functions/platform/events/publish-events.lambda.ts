import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { env } from '#platform/env.ts';
import { stream } from '#platform/jobs/stream.ts';
import { lazily } from '#platform/lazy.ts';
import { publish } from './publish.ts';

export const handler = stream({
  needs: lazily(() => ({ bus: env('bus'), client: new EventBridgeClient({}) })),
  run: publish,
});
