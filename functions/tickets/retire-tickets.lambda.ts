import { policyStore } from '#clocks/policy-store.ts';
import { customerReader } from '#customers/customer-reader.ts';
import { env } from '#platform/env.ts';
import { s3Files } from '#platform/files/s3-files.ts';
import { job } from '#platform/jobs/job.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { liveKeyring } from '#platform/personal/live-keyring.ts';
import { oldTickets } from './old-tickets.ts';
import { retireTickets } from './retire-tickets.ts';
import { ticketReader } from './ticket-reader.ts';
import { timelineReader } from './timeline-reader.ts';

export const handler = job({
  needs: lazily(() => ({
    old: oldTickets({ table: live.table, tickets: ticketReader(live.table) }),
    timelines: timelineReader({ ...live, keys: liveKeyring(), policies: policyStore(live.table, live.clock) }),
    customers: customerReader(live.table),
    files: s3Files(env('files')),
  })),
  run: retireTickets,
});
