import { createHash } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Write } from './commit.ts';
import type { Item, Table } from './table.ts';

/** What was answered the first time a request came with its `Idempotency-Key`. */
export const Answered = z.object({ bodyHash: z.string(), reply: z.string() });
export type Answered = z.infer<typeof Answered>;

/** A request that must act once: who sends it to which route, under which key, with which body. */
export type Once = { readonly caller: string; readonly route: string; readonly key: string; readonly body: string };

const KEPT_FOR_SECONDS = 24 * 60 * 60; // a day, as the API promises

const hash = (text: string) => createHash('sha256').update(text).digest('base64url');

const keyOf = ({ caller, route, key }: Once) => ({ pk: `once_${hash(`${caller}\n${route}\n${key}`)}`, sk: '@once' });

export const bodyHash = ({ body }: Once) => hash(body);

/** The record of the answer, saved in the transaction of the act itself: acted and remembered, or neither. */
export function remember(once: Once, reply: string, nowSeconds: number): Write {
  const item: Item = {
    ...keyOf(once),
    entity: 'once',
    bodyHash: bodyHash(once),
    reply,
    expiresAt: nowSeconds + KEPT_FOR_SECONDS,
  };
  return { put: item, when: { expiredBy: nowSeconds } };
}

/** The answer given before, if this request was carried out within the last 24 hours. */
export async function recall(table: Table, once: Once, nowSeconds: number): Promise<Answered | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: keyOf(once), ConsistentRead: true }),
  );
  return Item && Number(Item['expiresAt']) > nowSeconds ? Answered.parse(Item) : undefined;
}
