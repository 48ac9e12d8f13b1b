import * as z from 'zod';
import { type Actor, holds } from '#platform/auth/actor.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { personId } from '#platform/http/text.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import type { Sealed } from '#platform/personal/sealed.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Write } from '#platform/store/commit.ts';
import { changedMeanwhile } from '#platform/store/retry.ts';
import type { Instant } from '#platform/time/instant.ts';
import { expectStaff } from '#staff/staff.ts';
import type { StaffReader } from '#staff/staff-reader.ts';
import { Channel, Language } from '#tickets/ticket.ts';
import { type ActNeeds, OfCustomer } from './act.ts';
import { changeFamily } from './change-family.ts';
import { type Family, holdOf, type Known, type Merged } from './customer.ts';
import type { CustomerChange } from './customer-change.ts';
import { customerWrite, partitionOf, placeOf } from './customer-item.ts';
import { mergedInto } from './family.ts';
import { AgeBand, Care, Profile, Tier } from './profile.ts';
import { seenBy } from './seen.ts';

const Patch = z.strictObject({
  language: Language.optional(),
  tier: Tier.nullish(),
  vip: z.boolean().optional(),
  elderly: z.boolean().optional(),
  business: z.enum(['enterprise', 'individual']).optional(),
  ageBand: AgeBand.nullish(),
  dedicatedContact: personId(64).nullish(),
  preferredChannel: Channel.nullish(),
  care: Care.nullish(),
  legalHold: z.boolean().optional(),
});
export type Patch = z.infer<typeof Patch>;

export const ChangeProfileInput = { path: OfCustomer, body: Patch };

type Needs = ActNeeds & { readonly keyring: () => Keyring; readonly staff: StaffReader };

/** A merge patch of the profile: null takes a field away, what is not named stays. */
export const changeProfile =
  ({ customers, clock, keyring, staff }: Needs) =>
  async ({ path, body, actor, keep }: Call<typeof ChangeProfileInput>) => {
    const at = clock();
    const { care, ...patch } = body;
    const { id } = await seenBy(await customers.known(path.customerId), actor, customers);
    if (patch.dedicatedContact) expectStaff(await staff.directory(), patch.dedicatedContact);
    const sealed = care && (await keyring().of(id)).seal(placeOf(id, 'care'), JSON.stringify(care));
    const decide = async (customer: Known) => {
      if ((await seenBy(customer, actor, customers)).id !== id) throw changedMeanwhile();
      const merged = await mergedInto([customer], customers);
      const sent = { ...patch, ...(care !== undefined && { care: sealed ?? null }) };
      const change = patched([customer, ...merged], sent, actor, at);
      return { change, merged: patch.legalHold === false ? merged.map(withoutHold) : merged };
    };
    return changeFamily(decide, (...one) => customers.change(path.customerId, ...one), { keep, at });
  };

type SealedPatch = Omit<Patch, 'care'> & { readonly care?: Sealed | null };

/** The profile with the patch; a hold is lifted from every record. Only those who may erase hold somebody's data for the law, or let it go. */
export function patched(family: Family, patch: SealedPatch, by: Actor, at: Instant): CustomerChange {
  const [customer, ...merged] = family;
  const { language = customer.language, legalHold, ...asked } = patch;
  const held = holdOf(family);
  const holds = legalHold ?? held !== undefined;
  if (holds !== (held !== undefined)) expectOfficer(by);
  const own = customer.legalHold ?? (held ? undefined : { since: at, by: by.id });
  const given = Object.entries(asked).filter(([, value]) => value !== undefined && value !== null);
  const kept = Object.entries(customer.profile).filter(([name]) => asked[name as keyof typeof asked] === undefined);
  return {
    next: {
      ...withoutHold(customer),
      language,
      profile: Profile.parse(Object.fromEntries([...kept, ...given])),
      ...(holds && own && { legalHold: own }),
    },
    ...(!holds && { also: lifted(merged) }),
    events: [
      {
        type: 'CustomerChanged',
        subject: partitionOf(customer.id),
        ...{ at, by: by.id, customerId: customer.id, fields: Object.keys(patch).sort() },
      },
    ],
  };
}

const lifted = (merged: readonly Merged[]): Write[] =>
  merged.filter((one) => one.legalHold).map((one) => customerWrite(withoutHold(one)).write);

function withoutHold<One extends Known | Merged>(one: One): One {
  const { legalHold: _lifted, ...rest } = one;
  return rest as One;
}

function expectOfficer(by: Actor): void {
  if (holds(by, 'customer.erase')) return;
  throw new Refusal('forbidden', 'customer.hold-by-officer', 'Only the privacy officer sets or lifts a legal hold');
}
