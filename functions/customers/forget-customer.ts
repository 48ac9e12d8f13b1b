import * as z from 'zod';
import type { HouseEvent } from '#platform/events/event.ts';
import type { Keyring } from '#platform/personal/keyring.ts';

const Erased = z.looseObject({ type: z.literal('CustomerErased'), ids: z.array(z.string()).min(1) });

type Needs = { readonly keyring: () => Keyring };

/** Destroys the keys of somebody who was erased, again if need be: a crash behind the tombstone leaves none alive. */
export const forgetCustomer =
  ({ keyring }: Needs) =>
  async (event: HouseEvent): Promise<void> => {
    const { ids } = Erased.parse(event);
    for (const id of ids) await keyring().destroy(id, event.at);
  };
