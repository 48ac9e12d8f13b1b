import { customerReader } from '#customers/customer-reader.ts';
import { suppressions } from '#intake/suppression/suppression-store.ts';
import { envIfSet } from '#platform/env.ts';
import { listen } from '#platform/jobs/listen.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { mailBy } from '#platform/mail/mail-by.ts';
import { liveKeyring } from '#platform/personal/live-keyring.ts';
import { smsBy } from '#platform/sms/sms-by.ts';
import { smsCountries } from '#platform/sms/sms-countries.ts';
import { keptFor30Seconds, staffReader } from '#staff/staff-reader.ts';
import { ticketReader } from '#tickets/ticket-reader.ts';
import { correspondence } from './correspondence.ts';
import { deliver } from './deliver.ts';
import { houseName } from './house-name.ts';
import { noticeStore } from './notice-store.ts';
import { permit } from './permit.ts';
import { CustomerTemplate } from './template.ts';

const needs = lazily(() => {
  const keys = liveKeyring();
  const mail = mailBy(live.clock);
  const sms = smsBy(live.clock, CustomerTemplate.options);
  const providers = { ...(envIfSet('mailSmtp') && { mail: 'smtp' }), sms: envIfSet('smsProvider') ?? 'aws' };
  return {
    notices: noticeStore(live.table, providers),
    tickets: ticketReader(live.table),
    staff: keptFor30Seconds(staffReader(live.table), live.clock),
    correspondence: correspondence({ table: live.table, keys, domain: envIfSet('mailDomain') }),
    permit: permit({
      ...live,
      keys,
      suppressions: suppressions(live.table),
      customers: customerReader(live.table),
      reaches: smsCountries(envIfSet('smsCountries')),
    }),
    senders: { ...(mail && { mail }), ...(sms && { sms }) },
    lastResort: envIfSet('fallbackAddress'),
    house: houseName(),
    clock: live.clock,
  };
});

export const handler = listen({ needs, run: deliver });
