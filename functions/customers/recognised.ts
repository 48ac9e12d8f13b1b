import type { Told } from '#platform/events/event.ts';
import { eventWrite } from '#platform/events/timeline.ts';
import type { HouseKey, Keyring, PersonKey } from '#platform/personal/keyring.ts';
import { maskEmail, maskPhone } from '#platform/personal/mask-contact.ts';
import { maskName } from '#platform/personal/mask-name.ts';
import type { Write } from '#platform/store/commit.ts';
import type { Instant } from '#platform/time/instant.ts';
import { appsOf, type Contact, type Known } from './customer.ts';
import {
  claimEntity,
  contactPlace,
  customerWrite,
  factsOf,
  identityWrite,
  partitionOf,
  placeOf,
} from './customer-item.ts';
import type { CustomerEvent } from './events.ts';
import { type IdentityKind, normalName } from './identity.ts';
import { merge } from './merge.ts';
import { NO_PROFILE } from './profile.ts';
import type { Recognition, Step } from './recognise.ts';

/** What a customer gave, and its blind index. */
export type Value = { readonly kind: IdentityKind; readonly value: string; readonly index: string };

type Given = {
  readonly contact: {
    readonly account?: string | undefined;
    readonly app?: string | undefined;
    readonly name?: string | undefined;
    readonly proven: boolean;
    readonly language: Known['language'];
  };
  readonly values: readonly Value[];
  /** The id of a new record. */
  readonly id: string;
  readonly at: Instant;
  readonly by: string;
};

type Keys = { readonly keyring: () => Keyring; readonly house: HouseKey };

/** What is saved for a contact, all of it or nothing: the record, whose each value is now, what was merged. Nothing when nothing is new. */
export async function recognised(given: Given, { known, absorbs, steps }: Recognition, { keyring, house }: Keys) {
  const learnsName = given.contact.name !== undefined && !known?.name;
  const app = firstToName(given, known);
  if (known && steps.length === 0 && absorbs.length === 0 && !learnsName && !app) return undefined;

  const start = known ? { ...known, ...(app && { apps: [app] }) } : newRecord(given);
  const key = await keyring().of(start.id);
  const named = learnsName ? withName(start, given.contact.name ?? '', { key, house }) : start;
  const told = withContacts(named, steps, given, key);
  const { at, by } = given;
  const merges = absorbs.reduce<{ into: Known; writes: Write[]; events: Told<CustomerEvent>[] }>(
    ({ into, writes, events }, from) => {
      const one = merge(from, into, { because: 'proven', by, at });
      const { saved, write } = customerWrite(one.merged);
      const facts = factsOf([one.event], saved.version).map(eventWrite);
      return { into: one.into, writes: [...writes, write, ...facts], events };
    },
    { into: told, writes: [], events: [] },
  );
  const { saved, write } = customerWrite(merges.into);
  const facts = known ? [] : factsOf([added(start, given)], saved.version).map(eventWrite);
  return {
    record: saved as Known,
    writes: [
      write,
      ...facts,
      ...merges.writes,
      ...identityWrites(steps, start.id, given),
      ...nameWrites(start, told, at),
    ],
  };
}

/** The app that names an account no app named before; who comes later finds nobody there, and an id of the house's own is no account. */
function firstToName({ contact: { account, app } }: Given, known: Known | undefined): string | undefined {
  return known?.account && account !== undefined && appsOf(known).length === 0 ? app : undefined;
}

const newRecord = ({ id, at, contact }: Given): Known => ({
  status: 'known',
  id,
  account: contact.account !== undefined,
  apps: contact.app === undefined ? [] : [contact.app],
  language: contact.language,
  contacts: [],
  profile: NO_PROFILE,
  consents: [],
  purchases: 0,
  lastContactAt: at,
  absorbed: [],
  apart: [],
  createdAt: at,
  version: 0,
});

const added = ({ id, account }: Known, { at, by }: Given): Told<CustomerEvent> => ({
  type: 'CustomerAdded',
  subject: partitionOf(id),
  ...{ at, by, customerId: id, account },
});

function withName(record: Known, name: string, { key, house }: { key: PersonKey; house: HouseKey }): Known {
  const index = house.index('name', normalName(name));
  return { ...record, name: { sealed: key.seal(placeOf(record.id, 'name'), name), masked: maskName(name), index } };
}

/** A name is a claim only: it suggests, and never decides. */
function nameWrites(before: Known, { id, name }: Known, since: Instant): Write[] {
  if (before.name || !name) return [];
  const claim = { index: name.index, customerId: id, proven: false, since };
  return [{ put: claimEntity.toItem(claim), when: 'always' }];
}

function withContacts(record: Known, steps: readonly Step[], { values, contact, at }: Given, key: PersonKey): Known {
  const seen = new Set(steps.map(({ sighting }) => sighting.index));
  const kept = record.contacts.map((one) =>
    seen.has(one.index) ? { ...one, proven: one.proven || contact.proven } : one,
  );
  const first = values
    .filter(({ index }) => seen.has(index) && !kept.some((one) => one.index === index))
    .map(({ kind, value, index }): Contact => {
      const sealed = key.seal(contactPlace(record.id, index), value);
      return { kind, index, sealed, masked: masked(kind, value), proven: contact.proven, since: at };
    });
  return { ...record, contacts: [...kept, ...first] };
}

const SHOWN_OF_AN_ID = 4;

function masked(kind: IdentityKind, value: string): string {
  if (kind === 'phone') return maskPhone(value);
  if (kind === 'email') return maskEmail(value);
  return `****${value.slice(-SHOWN_OF_AN_ID)}`;
}

function identityWrites(steps: readonly Step[], customerId: string, { contact: { proven }, at }: Given): Write[] {
  return steps.flatMap(({ sighting: { kind, index, onFile, lapsed = 0 }, does }) => {
    const mine = { kind, index, customerId, proven, since: at };
    const claim = (of: string, isProven: boolean): Write => ({
      put: claimEntity.toItem({ index, customerId: of, proven: isProven, since: at }),
      when: 'always',
    });
    if (does === 'claim' || !onFile) return [identityWrite({ ...mine, version: lapsed })];
    const { identity } = onFile;
    if (does === 'prove') return [identityWrite({ ...identity, proven: true })];
    if (does === 'standBehind') return [claim(customerId, proven)];
    return [identityWrite({ ...mine, version: identity.version }), claim(identity.customerId, false)];
  });
}
