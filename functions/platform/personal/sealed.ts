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

/** Seals bytes for one place under a key of 32 bytes: 12 bytes of chance, the cipher text, 16 bytes that prove it. */
export function sealBytes(key: Uint8Array, place: Place, clear: Uint8Array): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(SUITE, key, iv).setAAD(bound(place));
  return Buffer.concat([iv, cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
}

/** The bytes that were sealed; throws when one of them, the place or the key is another one. */
export function openBytes(key: Uint8Array, place: Place, bytes: Uint8Array): Buffer {
  const decipher = createDecipheriv(SUITE, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(bound(place)).setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
}

/** The same for a text, as a text. */
export const sealText = (key: Uint8Array, place: Place, text: string): Sealed =>
  Sealed.parse(VERSION + sealBytes(key, place, Buffer.from(text)).toString('base64url'));

/** The text that was sealed. */
export const openText = (key: Uint8Array, place: Place, sealed: Sealed): string =>
  openBytes(key, place, Buffer.from(sealed.slice(VERSION.length), 'base64url')).toString();
