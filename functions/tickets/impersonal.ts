import type { Policies } from '#clocks/policy.ts';
import { personalReference } from '#platform/personal/personal-reference.ts';
import { invalidFields } from '#platform/refusal.ts';

const IS = {
  email: 'is an address of mail, and no number of the shop',
  mobile: 'is a phone number; if the shop has numbers like it, the policy must know their form (orderNumbers)',
  idNumber:
    'is the number of an identity document; if the shop has numbers like it, the policy must know their form (orderNumbers)',
} as const;

type Numbered = {
  readonly orderNumber?: string | undefined;
  /** The number of a ticket in the caller's own system. */
  readonly externalId?: { readonly id: string } | undefined;
};

/**
 * Refuses an order number, and the caller's own number of a ticket, that is somebody's number or address, before anything is saved:
 * it would lie in the clear. The forms of the active policy are the shop's; it is read only when it decides.
 */
export async function expectImpersonal(
  { orderNumber = '', externalId }: Numbered,
  { active }: Pick<Policies, 'active'>,
): Promise<void> {
  const given = [
    { path: 'body.orderNumber', number: orderNumber },
    { path: 'body.externalId.id', number: externalId?.id ?? '' },
  ].filter(({ number }) => personalReference(number));
  if (given.length === 0) return;
  const { orderNumbers } = await active();
  const errors = given.flatMap(({ path, number }) => {
    const found = personalReference(number, { orderNumbers });
    return found ? [{ path, code: 'personal', message: IS[found] }] : [];
  });
  if (errors.length === 0) return;
  throw invalidFields(errors);
}
