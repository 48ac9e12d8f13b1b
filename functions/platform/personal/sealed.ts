import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import * as z from 'zod';

/** Personal data as it is stored: nobody reads it without the key it was sealed with, nor in another place than its own. */
export const Sealed = z
  .string()
  .regex(/^v1\.[\w-]{38,}$/)
  .brand<'Sealed'>();
export type Sealed = z.infer<typeof Sealed>;

/** Where a sealed text lies: moved to another row or attribute it does not open. */
export type Place = { readonly pk: string; readonly sk: string; readonly attribute: string };

const SUITE = 'aes-256-gcm';
const VERSION = 'v1.';
const IV_BYTES = 12;
const TAG_BYTES = 16;

const bound = ({ pk, sk, attribute }: Place) => Buffer.from(JSON.stringify([VERSION, pk, sk, attribute]));

/** Seals a text for one place under a key of 32 bytes: 12 bytes of chance, the cipher text, 16 bytes that prove it. */
export function sealText(key: Uint8Array, place: Place, text: string): Sealed {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(SUITE, key, iv).setAAD(bound(place));
  const bytes = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return Sealed.parse(VERSION + bytes.toString('base64url'));
}

/** The text that was sealed; throws when a byte, the place or the key is another one. */
export function openText(key: Uint8Array, place: Place, sealed: Sealed): string {
  const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url');
  const decipher = createDecipheriv(SUITE, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(bound(place)).setAuthTag(bytes.subarray(-TAG_BYTES));
  return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}
