import { timingSafeEqual } from 'node:crypto';
import type { HouseKey } from '#platform/personal/keyring.ts';
import { fromMillis, type Instant, toMillis } from '#platform/time/instant.ts';

/** A task for whoever has no account: its own name, how much work it asks, and until when it is taken. */
export type Challenge = { readonly nonce: string; readonly bits: number; readonly expiresAt: Instant };

type Signer = Pick<HouseKey, 'sign'>;

const FORM = /^(\d{1,2})\.([0-9a-z]{1,11})\.(chl_[0-9a-z]{26})\.([\w-]{22})$/;
const LONGEST = 80;

const signature = (house: Signer, said: string): string => house.sign('challenge', said).toString('base64url');

/** A challenge as text that nobody but the house can make. */
export function writtenChallenge(house: Signer, { nonce, bits, expiresAt }: Challenge): string {
  const said = `${bits}.${toMillis(expiresAt).toString(36)}.${nonce}`;
  return `${said}.${signature(house, said)}`;
}

/** The challenge that a text is; nothing when the house did not make it. */
export function readChallenge(house: Signer, text: string): Challenge | undefined {
  const [, bits = '', expires = '', nonce = '', signed = ''] = (text.length <= LONGEST && FORM.exec(text)) || [];
  if (nonce === '') return undefined;
  const genuine = signature(house, `${bits}.${expires}.${nonce}`);
  if (!timingSafeEqual(Buffer.from(signed), Buffer.from(genuine))) return undefined;
  return { nonce, bits: Number(bits), expiresAt: fromMillis(Number.parseInt(expires, 36)) };
}
