import * as z from 'zod';
import { type Actor, holds } from '#platform/auth/actor.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import { personId } from '#platform/http/text.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import type { Sealed } from '#platform/personal/sealed.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Instant } from '#platform/time/instant.ts';
import { expectStaff } from '#staff/staff.ts';
import type { StaffReader } from '#staff/staff-reader.ts';
import { Channel, Language } from '#tickets/ticket.ts';
import { type ActNeeds, OfCustomer } from './act.ts';
import type { Known } from './customer.ts';
import type { CustomerChange } from './customer-change.ts';
import { partitionOf, placeOf } from './customer-item.ts';
import { customerView } from './customer-view.ts';
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
    const { id } = seenBy(await customers.known(path.customerId), actor);
    if (patch.dedicatedContact) expectStaff(await staff.directory(), patch.dedicatedContact);
    const sealed = care && (await keyring().of(id)).seal(placeOf(id, 'care'), JSON.stringify(care));
    const answer = (customer: Known) => ok(customerView(customer, at), customer.version);
    const decide = (customer: Known) => {
      if (seenBy(customer, actor).id !== id) throw mergedMeanwhile();
      return patched(customer, { ...patch, ...(care !== undefined && { care: sealed ?? null }) }, actor, at);
    };
    return answer(await customers.change(path.customerId, decide, keep(answer)));
  };

type SealedPatch = Omit<Patch, 'care'> & { readonly care?: Sealed | null };

/** The profile with the patch; only those who may erase hold somebody's data for the law, or let it go. */
export function patched(customer: Known, patch: SealedPatch, by: Actor, at: Instant): CustomerChange {
  const { language = customer.language, legalHold, ...asked } = patch;
  const { legalHold: held, ...rest } = customer;
  const holds = legalHold ?? held !== undefined;
  if (holds !== (held !== undefined)) expectOfficer(by);
  const given = Object.entries(asked).filter(([, value]) => value !== undefined && value !== null);
  const kept = Object.entries(customer.profile).filter(([name]) => asked[name as keyof typeof asked] === undefined);
  return {
    next: {
      ...rest,
      language,
      profile: Profile.parse(Object.fromEntries([...kept, ...given])),
      ...(holds && { legalHold: held ?? { since: at, by: by.id } }),
    },
    events: [
      {
        type: 'CustomerChanged',
        subject: partitionOf(customer.id),
        ...{ at, by: by.id, customerId: customer.id, fields: Object.keys(patch).sort() },
      },
    ],
  };
}

function expectOfficer(by: Actor): void {
  if (holds(by, 'customer.erase')) return;
  throw new Refusal('forbidden', 'customer.hold-by-officer', 'Only the privacy officer sets or lifts a legal hold');
}

const mergedMeanwhile = () =>
  new Refusal('conflict', 'store.changed-meanwhile', 'Others changed this at the same time; please look again');
