import * as z from 'zod';
import { personId } from '#platform/http/text.ts';
import { idPattern } from '#platform/ids.ts';
import { Sealed } from '#platform/personal/sealed.ts';
import { Instant } from '#platform/time/instant.ts';
import { Language } from '#tickets/ticket.ts';
import { IdentityKind } from './identity.ts';
import { Profile } from './profile.ts';

/** The account a customer has with a shop, or an id of the house's own while they have none. */
export const CustomerId = personId(64);

/** A way to reach or tell somebody: masked to be shown, sealed to be used, indexed to be found. */
export const Contact = z.object({
  kind: IdentityKind,
  index: z.string(),
  sealed: Sealed,
  masked: z.string(),
  proven: z.boolean(),
  since: Instant,
});
export type Contact = z.infer<typeof Contact>;

/** A record that was taken into this one, with what of it still counts here. */
const Absorbed = z.object({
  id: CustomerId,
  at: Instant,
  lastPurchaseAt: Instant.optional(),
  apps: z.array(z.string()).default([]),
});

/** The purpose of advertisements: what STOP refuses, and what a commercial text message needs. */
export const MARKETING = 'marketing';

/** What a customer last said about one purpose; every word of it is on their timeline. */
export const Consent = z.object({
  purpose: z.string(),
  textVersion: z.string(),
  given: z.boolean(),
  at: Instant,
  channel: z.string(),
});
export type Consent = z.infer<typeof Consent>;

const Person = z.object({
  id: CustomerId,
  /** The id is an account of theirs: no other account is ever taken into this record by itself. */
  account: z.boolean(),
  /** The apps this record exists for: whichever first named the account, or brought somebody who was not known. */
  apps: z.array(z.string()).default([]),
  language: Language,
  name: z.object({ sealed: Sealed, masked: z.string(), index: z.string() }).optional(),
  contacts: z.array(Contact),
  profile: Profile,
  consents: z.array(Consent),
  purchases: z.int().min(0),
  lastPurchaseAt: Instant.optional(),
  lastContactAt: Instant,
  legalHold: z.object({ since: Instant, by: z.string() }).optional(),
  absorbed: z.array(Absorbed),
  /** Records that staff parted from this one: never joined again without them. */
  apart: z.array(CustomerId),
  createdAt: Instant,
  version: z.int().min(0),
});

const Known = Person.extend({ status: z.literal('known') });
const Merged = Person.extend({
  status: z.literal('merged'),
  mergedInto: CustomerId,
  mergedAt: Instant,
  mergedBecause: z.enum(['proven', 'staff']),
});
/** What is left of somebody who was erased: that they were, and the numbers. */
const Erased = z.object({
  status: z.literal('erased'),
  id: CustomerId,
  /** Everybody who was this person, themself first. */
  everyOne: z.array(CustomerId),
  /** The record it was merged into, if it was. */
  mergedInto: CustomerId.optional(),
  erasedAt: Instant,
  /** How many of their tickets were open and end with them; on the record that was theirs. */
  openTickets: z.int().min(0).optional(),
  type: z.enum(['new', 'old']),
  tier: z.string().optional(),
  purchases: z.int().min(0),
  createdAt: Instant,
  version: z.int().min(0),
});

/** One person over all channels. */
export const Customer = z.discriminatedUnion('status', [Known, Merged, Erased]);
export type Customer = z.infer<typeof Customer>;
export type Known = z.infer<typeof Known>;
export type Merged = z.infer<typeof Merged>;
export type Erased = z.infer<typeof Erased>;

/** The apps they exist for, under whatever record. */
export const appsOf = ({ apps, absorbed }: Known): string[] => [
  ...new Set([...apps, ...absorbed.flatMap((one) => one.apps)]),
];

/** Whether this record is of other apps alone: to this one it does not exist, and neither learns nor is told of. */
export function isOfOthers(record: Known, app: string | undefined): boolean {
  const apps = appsOf(record);
  return app !== undefined && apps.length > 0 && !apps.includes(app);
}

/** Whether somebody outside the house reads what is theirs: they have an account, or an app speaks for them. */
export const isReadOutside = (record: Customer): boolean =>
  record.status !== 'erased' &&
  (record.account || record.apps.length > 0 || record.absorbed.some(({ apps }) => apps.length > 0));

const MADE_HERE = idPattern('customer');

/** Whether the house made this id up for somebody without an account: it is never an account of anybody. */
export const isMadeHere = (customerId: string): boolean => MADE_HERE.test(customerId);

/** Every record that is one person, the one that is theirs now first. */
export type Family = readonly [Known, ...Merged[]];

/** The hold of the law on any record of a person: what it keeps of one, it keeps of all. */
export const holdOf = (family: Iterable<Customer>): Known['legalHold'] =>
  [...family].flatMap((one) => ('legalHold' in one && one.legalHold) || [])[0];

/** The newest word on each purpose, under whatever record it was said. */
export function consentsOf(family: Iterable<Customer>): Consent[] {
  const all = [...family].flatMap((one) => (one.status === 'erased' ? [] : one.consents));
  const oldestFirst = all.toReversed().sort((one, other) => one.at.localeCompare(other.at));
  return [...new Map(oldestFirst.map((one) => [one.purpose, one])).values()];
}

/** How often they bought something, and when last, under whatever record. */
export function purchasesOf(family: Family): Pick<Known, 'purchases' | 'lastPurchaseAt'> {
  const last = family
    .flatMap(({ lastPurchaseAt = [] }) => lastPurchaseAt)
    .sort()
    .at(-1);
  const purchases = family.reduce((sum, one) => sum + one.purchases, 0);
  return { purchases, ...(last && { lastPurchaseAt: last }) };
}

/** When they last bought something, under whatever record. */
export function lastPurchaseOf({ lastPurchaseAt, absorbed }: Known): Instant | undefined {
  const all = [lastPurchaseAt, ...absorbed.map((one) => one.lastPurchaseAt)].flatMap((at) => at ?? []);
  return all.sort().at(-1);
}
