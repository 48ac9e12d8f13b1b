import { env } from '#platform/env.ts';
import { s3Files } from '#platform/files/s3-files.ts';
import { listen } from '#platform/jobs/listen.ts';
import { lazily } from '#platform/lazy.ts';
import { forgetTickets } from './forget-tickets.ts';
import { liveTickets } from './live-tickets.ts';
import { timelineReader } from './timeline-reader.ts';

export const handler = listen({
  needs: lazily(() => {
    const found = liveTickets();
    return { ...found, timelines: timelineReader(found), files: s3Files(env('files')) };
  }),
  run: forgetTickets,
});
