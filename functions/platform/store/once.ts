import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod';
import { openBytes, sealBytes } from '#platform/personal/sealed.ts';
import type { Write } from './commit.ts';
import { itemAt } from './item-at.ts';
import type { Item, Table } from './table.ts';

/** What was answered the first time a request came with its `Idempotency-Key`. */
export type Answered = { readonly bodyHash: string; readonly reply: string };

const Kept = z.object({ bodyHash: z.string(), reply: z.instanceof(Uint8Array) });

/** A request that must act once: who sends it to which route, under which key, with which body. */
export type Once = { readonly caller: string; readonly route: string; readonly key: string; readonly body: string };

const KEPT_FOR_SECONDS = 24 * 60 * 60; // a day, as the API promises

const hash = (text: string) => createHash('sha256').update(text).digest('base64url');

const keyOf = ({ caller, route, key }: Once) => ({ pk: `once_${hash(`${caller}\n${route}\n${key}`)}`, sk: '@once' });

/** An answer may show whom it is about, so it opens to none but the request it was given to: who sends which key where. */
const sealing = ({ caller, route, key }: Once) =>
  createHash('sha256')
    .update(JSON.stringify(['kept answer', caller, route, key]))
    .digest();

const placeOf = (once: Once) => ({ ...keyOf(once), attribute: 'reply' });

/** The same for the same request on the same day, and for no other. A day later the caller may give its key to something else. */
export const requestMark = ({ caller, route, key, body }: Once, day: string): string =>
  hash(JSON.stringify([caller, route, key, body, day]));

export const bodyHash = ({ body }: Once) => hash(body);

/** The record of the answer, saved in the transaction of the act itself: acted and remembered, or neither. */
export function remember(once: Once, reply: string, nowSeconds: number): Write {
  const item: Item = {
    ...keyOf(once),
    entity: 'once',
    bodyHash: bodyHash(once),
    reply: sealBytes(sealing(once), placeOf(once), deflateRawSync(reply)), // half as long, and so are its write units
    expiresAt: nowSeconds + KEPT_FOR_SECONDS,
  };
  return { put: item, when: { expiredBy: nowSeconds } };
}

/** The answer given before, if this request was carried out within the last 24 hours. */
export async function recall(table: Table, once: Once, nowSeconds: number): Promise<Answered | undefined> {
  const item = await itemAt(table, keyOf(once));
  if (!item || Number(item['expiresAt']) <= nowSeconds) return undefined;
  const { bodyHash: hashed, reply } = Kept.parse(item);
  return { bodyHash: hashed, reply: inflateRawSync(openBytes(sealing(once), placeOf(once), reply)).toString() };
}
