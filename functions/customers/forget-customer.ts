import * as z from 'zod';
import type { HouseEvent } from '#platform/events/event.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import type { CustomerStore } from './customer-store.ts';

const Erased = z.looseObject({ type: z.literal('CustomerErased'), ids: z.array(z.string()).min(1) });

type Needs = { readonly customers: Pick<CustomerStore, 'records'>; readonly keyring: () => Keyring };

/**
 * Destroys the keys of somebody who was erased, again if need be: a crash behind the tombstones leaves none alive. The tombstones
 * say who that is, not the event: what is destroyed does not come back.
 */
export const forgetCustomer =
  ({ customers, keyring }: Needs) =>
  async (event: HouseEvent): Promise<void> => {
    const { ids } = Erased.parse(event);
    const buried = [...(await customers.records(ids)).values()].filter(({ status }) => status === 'erased');
    for (const { id } of buried) await keyring().destroy(id, event.at);
  };
