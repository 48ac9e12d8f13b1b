import type { CustomerReader } from '#customers/customer-reader.ts';
import { maySend, suppressionIndex } from '#intake/suppression/suppression.ts';
import type { Suppressions } from '#intake/suppression/suppression-store.ts';
import { isMailboxProvider } from '#platform/mail/mailbox-provider.ts';
import type { HouseKey, Keyring } from '#platform/personal/keyring.ts';
import { type Cap, takeOne } from '#platform/store/counter.ts';
import type { Table } from '#platform/store/table.ts';
import type { Clock } from '#platform/time/instant.ts';
import type { Addressed } from './address.ts';
import type { NewNotice } from './notice.ts';
import { classOf, isAcknowledgement, isAutomatic } from './template.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

/** How much is sent at most, whatever machine answers at the other end (A5, B8). */
const CAPS = {
  acknowledgements: { most: 1, everyMinutes: DAY }, // an address
  acknowledgementsOfADomain: { most: 20, everyMinutes: DAY }, // machines answer from an address for each matter
  acknowledgementsOfTheHouse: { most: 1_000, everyMinutes: HOUR },
  automaticMails: { most: 5, everyMinutes: DAY }, // a ticket
  smsAnHour: { most: 5, everyMinutes: HOUR }, // a number
  smsADay: { most: 10, everyMinutes: DAY }, // a number
} as const satisfies Record<string, Cap>;

/** Why something was not sent on purpose. */
export type Withheld = 'suppressed' | 'refused' | 'noConsent' | 'capped';

/** Whether a customer may be sent this; asked once a notice, for asking counts. */
export type Permit = (to: Addressed & { readonly address: string }, notice: NewNotice) => Promise<Withheld | undefined>;

type Needs = {
  readonly suppressions: Suppressions;
  readonly customers: CustomerReader;
  readonly keys: Keyring;
  readonly table: () => Table;
  readonly clock: Clock;
};

export function permit({ suppressions, customers, keys, table, clock }: Needs): Permit {
  const takes = (name: string, cap: Cap) => takeOne(table(), `cap_${name}`, cap, clock());
  return async ({ personId, address, channel, cameIn }, { template, ticketId }) => {
    const house = await keys.house();
    const index = suppressionIndex(house, channel === 'sms' ? 'phone' : 'email', address);
    const known = await suppressions.of(index);
    if (!maySend(known, 'service')) return 'suppressed';
    if (!maySend(known, classOf(template))) return 'refused';
    if (channel === 'sms') {
      if (classOf(template) === 'commercial' && !(await consents(personId, customers))) return 'noConsent';
      const free = (await takes(`sms#${index}`, CAPS.smsAnHour)) && (await takes(`sms#${index}`, CAPS.smsADay));
      return free ? undefined : 'capped';
    }
    const fromOutside = cameIn === 'email' || cameIn === 'sms';
    if (fromOutside && isAcknowledgement(template) && !(await acknowledges(address, index, house, takes)))
      return 'capped';
    if (isAutomatic(template) && !(await takes(`mail#${ticketId}`, CAPS.automaticMails))) return 'capped';
    return undefined;
  };
}

type Takes = (name: string, cap: Cap) => Promise<boolean>;

/** Whether whoever wrote may be told that it arrived: by their address, by its domain unless it is everybody's, by the house. */
async function acknowledges(address: string, index: string, house: HouseKey, takes: Takes): Promise<boolean> {
  if (!(await takes(`ack#${index}`, CAPS.acknowledgements))) return false;
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  const itsName = `ack#${house.index('mail domain', domain)}`;
  if (!isMailboxProvider(domain) && !(await takes(itsName, CAPS.acknowledgementsOfADomain))) return false;
  return takes('ack#house', CAPS.acknowledgementsOfTheHouse);
}

const PURPOSE = 'marketing';

/** A commercial text message needs a consent that still stands (C4). */
async function consents(customerId: string, customers: CustomerReader): Promise<boolean> {
  const customer = await customers.find(await customers.canonical(customerId));
  return customer?.status === 'known' && customer.consents.some(({ purpose, given }) => purpose === PURPOSE && given);
}
