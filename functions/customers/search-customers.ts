import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { Phone } from '#platform/http/phone.ts';
import { ok } from '#platform/http/reply.ts';
import { reference } from '#platform/http/text.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import type { ActNeeds } from './act.ts';
import { CustomerId } from './customer.ts';
import { CustomerView, customerView } from './customer-view.ts';
import { familyOf, together } from './family.ts';
import { identifying } from './identity.ts';

const Asked = z
  .strictObject({
    account: CustomerId,
    phone: Phone,
    email: z.email().max(254),
    openId: reference(128),
    externalId: z.strictObject({ source: reference(40), id: reference(80) }),
  })
  .partial()
  .refine((asked) => Object.values(asked).filter((value) => value !== undefined).length === 1, {
    message: 'asks for exactly one of account, phone, email, openId and externalId',
  });

export const SearchInput = { body: Asked };
export const Found = z.object({ customers: z.array(CustomerView) });

type Needs = ActNeeds & { readonly keyring: () => Keyring };

const NOBODY = ''; // no record has this id: reading it costs what reading somebody costs

/** Who has exactly this number, address or id, the one who proved it first; nobody is an answer as much work as somebody. */
export const searchCustomers =
  ({ customers, clock, keyring }: Needs) =>
  async ({ body }: Call<typeof SearchInput>) => {
    const house = await keyring().house();
    const { account, ...values } = body;
    const [value = { kind: 'account', value: account ?? NOBODY }] = identifying(values);
    const claimants = await customers.claimants(house.index(value.kind, value.value));
    const ids = account === undefined ? claimants : [account];
    const found = await customers.followed(ids.length > 0 ? ids : [NOBODY]);
    const records = new Map(ids.flatMap((id) => found.get(id) ?? []).map((one) => [one.id, one]));
    const at = clock();
    const whole = await Promise.all([...records.values()].map(async (one) => together(await familyOf(one, customers))));
    return ok({ customers: whole.map((one) => customerView(one, at)) });
  };
