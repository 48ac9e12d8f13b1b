import { consentsOf, MARKETING } from '#customers/customer.ts';
import type { CustomerReader } from '#customers/customer-reader.ts';
import { maySend, suppressionIndex } from '#intake/suppression/suppression.ts';
import type { Suppressions } from '#intake/suppression/suppression-store.ts';
import { isMailboxProvider } from '#platform/mail/mailbox-provider.ts';
import { organisationOf } from '#platform/mail/organisation-of.ts';
import { isReadByNobody } from '#platform/mail/read-by-nobody.ts';
import type { Clear } from '#platform/personal/clear.ts';
import type { HouseKey, Keyring } from '#platform/personal/keyring.ts';
import type { Reaches } from '#platform/sms/sms-countries.ts';
import { type Cap, takeOne } from '#platform/store/counter.ts';
import type { Table } from '#platform/store/table.ts';
import type { Clock } from '#platform/time/instant.ts';
import type { Addressed } from './address.ts';
import { askedBefore } from './asked-before.ts';
import type { NewNotice } from './notice.ts';
import { classOf, isAcknowledgement, isAnswer, isAutomatic } from './template.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

/** How much is sent at most, whatever machine answers at the other end (A5, B8). */
const CAPS = {
  acknowledgements: { most: 1, everyMinutes: DAY }, // an address
  acknowledgementsOfADomain: { most: 20, everyMinutes: DAY }, // machines answer from an address for each matter
  acknowledgementsOfTheHouse: { most: 1_000, everyMinutes: HOUR },
  acknowledgementsToStrangers: { most: 200, everyMinutes: HOUR }, // apart, so that forgers take nobody else's room
  smsAnHour: { most: 5, everyMinutes: HOUR }, // a number
  smsADay: { most: 10, everyMinutes: DAY }, // a number
  smsOfTheHouse: { most: 1_000, everyMinutes: HOUR }, // all numbers together: each message costs money
} as const satisfies Record<string, Cap>;

const AUTOMATIC_MAILS_A_DAY = 5; // a ticket; counted on its timeline, where each of them has its fact

/** Why nothing may be sent to somebody. */
export type Forbidden = 'country' | 'readByNobody' | 'suppressed' | 'refused' | 'noConsent';

type Reached = Addressed & { readonly address: Clear };
type Asked<Answer> = (to: Reached, notice: NewNotice) => Promise<Answer>;

/** Whether a customer may be sent this. */
export type Permit = {
  /** Why it may not be sent, for it may have changed since the last attempt. */
  readonly forbids: Asked<Forbidden | undefined>;
  /** Counts it against the caps, unless one is reached; asked until it answered, then not again. */
  readonly counts: Asked<boolean>;
};

type Needs = {
  readonly suppressions: Suppressions;
  readonly customers: CustomerReader;
  readonly keys: Keyring;
  readonly table: () => Table;
  readonly clock: Clock;
  readonly reaches: Reaches;
};

export function permit({ suppressions, customers, keys, table, clock, reaches }: Needs): Permit {
  const indexOf = (house: HouseKey, { channel, address }: Parameters<Permit['forbids']>[0]) =>
    suppressionIndex(house, channel === 'sms' ? 'phone' : 'email', address.text);
  return {
    forbids: async (to, { template }) => {
      if (to.channel === 'sms' && !reaches(to.address.text)) return 'country';
      if (to.channel === 'mail' && !isAnswer(template) && isReadByNobody(to.address.text)) return 'readByNobody';
      const known = await suppressions.of(indexOf(await keys.house(), to));
      if (!maySend(known, 'service')) return 'suppressed';
      const messageClass = classOf(template);
      if (!maySend(known, messageClass)) return 'refused';
      const needsConsent = to.channel === 'sms' && messageClass === 'commercial';
      return needsConsent && !(await hasConsented(to.personId, customers)) ? 'noConsent' : undefined;
    },

    counts: async (to, notice) => {
      const { template, eventId } = notice;
      const { channel, cameIn, stranger } = to;
      const house = await keys.house();
      const index = indexOf(house, to);
      const takes = (name: string, cap: Cap) => takeOne(table(), `cap_${name}`, cap, clock(), eventId);
      if (channel === 'sms') {
        const free = (await takes(`sms#${index}`, CAPS.smsAnHour)) && (await takes(`sms#${index}`, CAPS.smsADay));
        return free && takes('sms#house', CAPS.smsOfTheHouse);
      }
      const fromOutside = cameIn === 'email' || cameIn === 'sms' || stranger;
      if (fromOutside && isAcknowledgement(template) && !(await acknowledges(to, index, house, takes))) return false;
      return (
        !isAutomatic(template) || (await askedBefore(table(), notice, AUTOMATIC_MAILS_A_DAY)) < AUTOMATIC_MAILS_A_DAY
      );
    },
  };
}

type Takes = (name: string, cap: Cap) => Promise<boolean>;

/** Whether whoever wrote may be told that it arrived: by their address, by its domain unless it is everybody's, by the house. */
async function acknowledges({ address, stranger }: Reached, index: string, house: HouseKey, takes: Takes) {
  if (!(await takes(`ack#${index}`, CAPS.acknowledgements))) return false;
  const domain = address.text.slice(address.text.lastIndexOf('@') + 1).toLowerCase();
  const itsName = `ack#${house.index('mail domain', organisationOf(domain))}`;
  if (!isMailboxProvider(domain) && !(await takes(itsName, CAPS.acknowledgementsOfADomain))) return false;
  if (stranger) return takes('ack#strangers', CAPS.acknowledgementsToStrangers);
  return takes('ack#house', CAPS.acknowledgementsOfTheHouse);
}

/** A commercial text message needs a consent that still stands (C4). */
async function hasConsented(customerId: string, customers: CustomerReader): Promise<boolean> {
  const consents = consentsOf(await customers.family(customerId));
  return consents.some(({ purpose, given }) => purpose === MARKETING && given);
}
