import type { Told } from '#platform/events/event.ts';
import { type Instant, minutesBetween } from '#platform/time/instant.ts';
import { appsOf, type Known } from './customer.ts';
import { partitionOf } from './customer-item.ts';
import type { CustomerEvent } from './events.ts';
import type { Claim, Identity, Indexed } from './identity.ts';
import { type Merge, merge } from './merge.ts';
import { NO_PROFILE } from './profile.ts';
import type { Recognition, Step } from './recognise.ts';

/** A contact that somebody is recognised by: what they gave, and by which blind index it is found. */
export type Given = {
  readonly contact: {
    readonly account?: string | undefined;
    readonly app?: string | undefined;
    readonly inTouch?: boolean;
    readonly proven: boolean;
    readonly language: Known['language'];
  };
  readonly values: readonly Indexed[];
  readonly name?: { readonly value: string; readonly index: string } | undefined;
  /** The id of a new record. */
  readonly id: string;
  readonly at: Instant;
  readonly by: string;
};

/** What the house knows from a contact that it did not know before; what is to be sealed still lies open in `name` and `contacts`. */
export type Learned = {
  readonly record: Known;
  readonly name?: Given['name'];
  readonly contacts: readonly (Indexed & { readonly proven: boolean; readonly since: Instant })[];
  /** Records that turned out to be the same person's. */
  readonly merges: readonly Merge[];
  readonly identities: readonly Identity[];
  readonly claims: readonly Claim[];
  readonly events: readonly Told<CustomerEvent>[];
};

/** What follows from who was found: a record of somebody new, what is added to one, who is joined, whose each value is now. Nothing when nothing is new. */
export function learn(given: Given, { known, absorbs, steps }: Recognition): Learned | undefined {
  const { contact, at, by } = given;
  const name = known?.name ? undefined : given.name;
  const app = firstToName(given, known);
  const again = isAgainInTouch(given, known);
  if (known && steps.length === 0 && absorbs.length === 0 && !name && !app && !again) return undefined;

  const start = known
    ? { ...known, ...(app && { apps: [app] }), ...(again && { lastContactAt: at }) }
    : newRecord(given);
  const seen = new Set(steps.map(({ sighting }) => sighting.index));
  const { record, merges } = joined(withProof(start, seen, contact.proven), absorbs, { by, at });
  const kept = new Set(record.contacts.map(({ index }) => index));
  const owned = steps.map((step) => ownership(step, record.id, given));
  return {
    record,
    ...(name && { name }),
    contacts: given.values
      .filter(({ index }) => seen.has(index) && !kept.has(index))
      .map((value) => ({ ...value, proven: contact.proven, since: at })),
    merges,
    identities: owned.flatMap(({ identity }) => identity ?? []),
    claims: [
      ...owned.flatMap(({ claim }) => claim ?? []),
      // A name is a claim only: it suggests, and never decides.
      ...(name ? [{ index: name.index, customerId: record.id, proven: false, since: at }] : []),
    ],
    events: known ? [] : [added(record, given)],
  };
}

/** The app that names an account no app named before; who comes later finds nobody there, and an id of the house's own is no account. */
function firstToName({ contact: { account, app } }: Given, known: Known | undefined): string | undefined {
  return known?.account && account !== undefined && appsOf(known).length === 0 ? app : undefined;
}

const A_DAY = 24 * 60; // who writes ten times a day is written down once

const isAgainInTouch = ({ contact, at }: Given, known: Known | undefined): boolean =>
  known !== undefined && contact.inTouch === true && minutesBetween(known.lastContactAt, at) >= A_DAY;

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

function withProof(record: Known, seen: ReadonlySet<string>, proven: boolean): Known {
  const contacts = record.contacts.map((one) => (seen.has(one.index) && proven ? { ...one, proven } : one));
  return { ...record, contacts };
}

function joined(start: Known, absorbs: readonly Known[], { by, at }: Pick<Given, 'by' | 'at'>) {
  let record = start;
  const merges = absorbs.map((from) => {
    const one = merge(from, record, { because: 'proven', by, at });
    record = one.into;
    return one;
  });
  return { record, merges };
}

type Ownership = { readonly identity?: Identity; readonly claim?: Claim };

/** Whose a value is from now on, and who only claims it: nobody's so far, proven now, taken from whoever never proved it, or another's. */
function ownership({ sighting, does }: Step, customerId: string, { contact: { proven }, at }: Given): Ownership {
  const { kind, index, onFile, lapsed = 0 } = sighting;
  const mine = { kind, index, customerId, proven, since: at };
  if (does === 'claim' || !onFile) return { identity: { ...mine, version: lapsed } };
  const { identity } = onFile;
  if (does === 'prove') return { identity: { ...identity, proven: true } };
  if (does === 'standBehind') return { claim: { index, customerId, proven, since: at } };
  const before = { index, customerId: identity.customerId, proven: false, since: at };
  return { identity: { ...mine, version: identity.version }, claim: before };
}
