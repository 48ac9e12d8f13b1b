import { envIfSet } from '#platform/env.ts';
import { listen } from '#platform/jobs/listen.ts';
import { once } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { mailBy } from '#platform/mail/mail-by.ts';
import { smsBy } from '#platform/sms/sms-by.ts';
import { keptFor30Seconds, staffReader } from '#staff/staff-reader.ts';
import { ticketReader } from '#tickets/ticket-reader.ts';
import { deliver } from './deliver.ts';
import { noticeStore } from './notice-store.ts';

const needs = once(() => {
  const mail = mailBy(live.clock);
  const sms = smsBy(live.clock);
  return {
    notices: noticeStore(live.table),
    tickets: ticketReader(live.table),
    staff: keptFor30Seconds(staffReader(live.table), live.clock),
    senders: { ...(mail && { mail }), ...(sms && { sms }) },
    lastResort: envIfSet('fallbackAddress'),
    clock: live.clock,
  };
});

export const handler = listen({ needs, run: deliver });
