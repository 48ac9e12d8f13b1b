import * as z from 'zod';
import type { PersonKey } from '#platform/personal/keyring.ts';
import { maskText } from '#platform/personal/mask-text.ts';
import { Instant } from '#platform/time/instant.ts';
import { Channel, Language } from '#tickets/ticket.ts';
import { Consent, CustomerId, type Known, lastPurchaseOf } from './customer.ts';
import { placeOf } from './customer-item.ts';
import { IdentityKind } from './identity.ts';
import { AgeBand, Care, Tier, typeOf } from './profile.ts';

/** A customer as the API shows them: names, numbers and addresses masked. */
export const CustomerView = z.object({
  id: CustomerId,
  account: z.boolean(),
  language: Language,
  name: z.string().optional(),
  contacts: z.array(z.object({ kind: IdentityKind, masked: z.string(), proven: z.boolean(), since: Instant })),
  type: z.enum(['new', 'old']),
  tier: Tier.optional(),
  vip: z.boolean(),
  elderly: z.boolean(),
  business: z.enum(['enterprise', 'individual']),
  ageBand: AgeBand.optional(),
  dedicatedContact: z.string().optional(),
  preferredChannel: Channel.optional(),
  care: Care.optional(),
  consents: z.array(Consent),
  purchases: z.int(),
  lastPurchaseAt: Instant.optional(),
  lastContactAt: Instant,
  legalHold: z.boolean(),
  merged: z.array(CustomerId),
  version: z.int(),
});
export type CustomerView = z.infer<typeof CustomerView>;

export function customerView(customer: Known, at: Instant): CustomerView {
  const { id, account, language, name, contacts, consents, purchases, lastContactAt, version } = customer;
  const { care: _sealed, ...profile } = customer.profile;
  const lastPurchaseAt = lastPurchaseOf(customer);
  return {
    ...{ id, account, language, ...profile, type: typeOf(lastPurchaseAt, at) },
    ...(name && { name: name.masked }),
    contacts: contacts.map(({ kind, masked, proven, since }) => ({ kind, masked, proven, since })),
    ...{ consents, purchases, lastContactAt, ...(lastPurchaseAt && { lastPurchaseAt }) },
    legalHold: customer.legalHold !== undefined,
    merged: customer.absorbed.map((one) => one.id),
    version,
  };
}

/** The care profile for those who serve (CUS-04): what people wrote there, numbers and addresses in it masked. */
export function careView({ preferences, concerns }: Care, names: readonly string[]): Care {
  const shown = (lines: readonly string[]) => lines.map((line) => maskText(line, { names }).text);
  return { preferences: shown(preferences), concerns: shown(concerns) };
}

/** The care profile in the clear; nothing once the customer's key is destroyed. */
export function careOf({ id, profile }: Pick<Known, 'id' | 'profile'>, key: PersonKey | undefined): Care | undefined {
  if (!profile.care || !key) return undefined;
  return Care.parse(JSON.parse(key.open(placeOf(id, 'care'), profile.care)));
}
