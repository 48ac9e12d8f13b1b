import type { HouseKey } from '#platform/personal/keyring.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Cap } from '#platform/store/counter.ts';
import { FORM_RULES } from './form-rules.ts';
import { senderOf } from './sender-of.ts';

type Letter = { readonly from: string; readonly email?: string | undefined; readonly phone?: string | undefined };

/** What a letter counts under, blind, the house last, for what another cap refuses takes nobody's room; looked at before anybody is looked up, so that known and unknown are alike (B7). */
export function countersOf(house: Pick<HouseKey, 'index'>, { from, email, phone }: Letter): [string, Cap][] {
  const blind = (kind: string, value: string) => `cap_form#${house.index(`form ${kind}`, value)}`;
  return [
    [blind('sender', senderOf(from)), FORM_RULES.perSender],
    ...(email ? [[blind('email', email.toLowerCase()), FORM_RULES.perAddress] as [string, Cap]] : []),
    ...(phone ? [[blind('phone', phone), FORM_RULES.perAddress] as [string, Cap]] : []),
    ['cap_form#house', FORM_RULES.perHouse],
  ];
}

/** One word for every cap, so that it tells nothing of whom else wrote. */
export const tooMany = () =>
  new Refusal('tooMany', 'form.too-many', 'Too many letters came this way just now; please try again in an hour', {
    headers: { 'retry-after': '3600' },
  });
