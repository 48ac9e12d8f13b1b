import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refusal } from '#platform/refusal.ts';

/** A page of something, and where the next one starts. */
export type Page<T> = { readonly items: readonly T[]; readonly after?: string };

const SIGNATURE_BYTES = 16;

function signature(secret: string, body: Buffer): Buffer {
  return createHmac('sha256', secret).update(body).digest().subarray(0, SIGNATURE_BYTES);
}

/** A place in a list as text that says nothing and cannot be altered: bound to `list`, so it opens no other one. */
export function sealCursor(secret: string, list: string, place: unknown): string {
  const body = Buffer.from(JSON.stringify([list, place]));
  return Buffer.concat([signature(secret, body), body]).toString('base64url');
}

/** The place a cursor names; refuses one that was altered or made for another list. */
export function openCursor(secret: string, list: string, cursor: string): unknown {
  const bytes = Buffer.from(cursor, 'base64url');
  const body = bytes.subarray(SIGNATURE_BYTES);
  const genuine =
    bytes.length > SIGNATURE_BYTES && timingSafeEqual(signature(secret, body), bytes.subarray(0, SIGNATURE_BYTES));
  const [madeFor, place] = genuine ? (JSON.parse(body.toString()) as [string, unknown]) : [];
  if (madeFor === list) return place;
  throw new Refusal(
    'invalid',
    'page.cursor',
    'This page does not belong to this list; please start again from its first page',
    {
      errors: [{ path: 'page[after]', code: 'cursor', message: 'is not a cursor of this list' }],
    },
  );
}
