import type { Policies } from '#clocks/policy.ts';
import { personalReference } from '#platform/personal/personal-reference.ts';
import { Refusal } from '#platform/refusal.ts';

const IS = {
  email: 'is an address of mail, and no order number',
  mobile: 'is a phone number; if the shop numbers its orders so, the policy must know the form (orderNumbers)',
  idNumber: 'is the number of an identity document',
} as const;

/**
 * Refuses an order number that is somebody's number or address, before anything is saved: it would lie in the clear. The forms of the
 * active policy are the shop's; it is read only when it decides.
 */
export async function expectImpersonal(
  orderNumber: string | undefined,
  { active }: Pick<Policies, 'active'>,
): Promise<void> {
  if (orderNumber === undefined || !personalReference(orderNumber)) return;
  const { orderNumbers } = await active();
  const found = personalReference(orderNumber, { orderNumbers });
  if (!found) return;
  throw new Refusal('invalid', 'request.invalid', 'Some fields are not right; each is named in errors', {
    errors: [{ path: 'body.orderNumber', code: 'personal', message: IS[found] }],
  });
}
