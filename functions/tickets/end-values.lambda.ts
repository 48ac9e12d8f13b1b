import { listen } from '#platform/jobs/listen.ts';
import { live } from '#platform/live.ts';
import { endValues } from './end-values.ts';

export const handler = listen({ needs: () => live, run: endValues });
