import { createHash } from 'node:crypto';
import type { Actor } from '#platform/auth/actor.ts';
import { idFrom } from '#platform/ids.ts';
import type { HouseKey } from '#platform/personal/keyring.ts';
import type { OpenTicket } from './open-ticket.ts';

type Asking = { readonly body: OpenTicket; readonly by: Pick<Actor, 'app'>; readonly sentAs: string | undefined };

/**
 * The id that whoever asks gets if nobody knows them: made from what makes it this request, its key or the caller's own number of the
 * ticket. Sent again after a failure it finds the person of the first attempt. Made with the house's key, it tells nobody who they are.
 */
export function unknownAsker(house: Pick<HouseKey, 'index'>, { body, by, sentAs }: Asking): string | undefined {
  const said = body.externalId && JSON.stringify([by.app, body]);
  const its = sentAs ?? said;
  return its && idFrom('customer', createHash('sha256').update(house.index('asked with', its)).digest());
}
