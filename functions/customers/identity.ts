import * as z from 'zod';
import { Phone } from '#platform/http/phone.ts';
import { normalAddress } from '#platform/personal/address-index.ts';
import { Instant } from '#platform/time/instant.ts';

/** What tells one customer from another. The first ones name a person, the last ones may be shared by a household. */
export const IdentityKind = z.enum(['openId', 'externalId', 'phone', 'email']);
export type IdentityKind = z.infer<typeof IdentityKind>;

/** Whose a value is, found by its blind index: the first who proved it, or who gave it first while nobody has. */
export const Identity = z.object({
  kind: IdentityKind,
  index: z.string(),
  customerId: z.string(),
  proven: z.boolean(),
  since: Instant,
  version: z.int().min(0),
});
export type Identity = z.infer<typeof Identity>;

/** Somebody who gave a value that is another's: a suggestion to staff, never a match. Names have these only. */
export const Claim = z.object({ index: z.string(), customerId: z.string(), proven: z.boolean(), since: Instant });
export type Claim = z.infer<typeof Claim>;

export type Values = {
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly openId?: string | undefined;
  readonly externalId?: { readonly source: string; readonly id: string } | undefined;
};

export type Value = { readonly kind: IdentityKind; readonly value: string };
/** A value and the blind index it is found by. */
export type Indexed = Value & { readonly index: string };

/** What identifies a customer among what they gave, one way of writing each: what cannot be one is left out. */
export function identifying({ phone, email, openId, externalId }: Values): Value[] {
  const values: [IdentityKind, string | undefined][] = [
    ['openId', openId],
    ['externalId', externalId && `${externalId.source}\n${externalId.id}`],
    ['phone', phone === undefined ? undefined : Phone.safeParse(phone).data],
    ['email', email && normalAddress(email)],
  ];
  return values.flatMap(([kind, value]) => (value ? [{ kind, value }] : []));
}

/** One way of writing a name: without spaces, wide letters or capitals. */
export const normalName = (name: string): string => name.normalize('NFKC').replace(/\s/g, '').toLowerCase();
