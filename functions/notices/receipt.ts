import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { commit, type Write } from '#platform/store/commit.ts';
import { untilSaved } from '#platform/store/retry.ts';
import type { Table } from '#platform/store/table.ts';
import { Instant, toMillis } from '#platform/time/instant.ts';
import { Channel, type Notice, type NoticeKey } from './notice.ts';
import { noticeWrite } from './notice-item.ts';

/** What a provider says became of a message. */
export type Receipt = { readonly status: 'delivered' | 'failed' | 'complained'; readonly at: Instant };

/** Who sends on each channel: a receipt names the provider and its id. */
export type Providers = { readonly mail?: string; readonly sms?: string };

const KEPT_SECONDS = 30 * 24 * 60 * 60; // receipts come within days

const Sent = z.object({ personId: z.string(), channel: Channel, at: Instant, eventId: z.string() });

const receiptKey = (provider: string, providerId: string) => ({ pk: `rcp_${provider}#${providerId}`, sk: '@receipt' });

/** Where the notice of a message is found when its receipt comes. */
export function receiptWrite(notice: Notice, providers: Providers): Write[] {
  if (notice.state !== 'sent' || notice.channel === 'none' || notice.channel === 'inApp') return [];
  const provider = providers[notice.channel];
  if (!notice.providerId || !provider) return [];
  const { personId, channel, at, eventId } = notice;
  const expiresAt = Math.floor(toMillis(notice.sentAt) / 1000) + KEPT_SECONDS;
  const key = receiptKey(provider, notice.providerId);
  return [{ put: { ...key, entity: 'receipt', personId, channel, at, eventId, expiresAt }, when: 'always' }];
}

type Find = (key: NoticeKey) => Promise<Notice | undefined>;
type Said = { readonly provider: string; readonly providerId: string; readonly receipt: Receipt };

/** Notes a receipt on its notice: a complaint stands above a failure, a failure above an arrival. */
export async function noteReceipt(table: Table, find: Find, { provider, providerId, receipt }: Said): Promise<boolean> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: receiptKey(provider, providerId), ConsistentRead: true }),
  );
  if (!Item) return false;
  const key = Sent.parse(Item);
  await untilSaved(async () => {
    const found = await find(key);
    if (found?.state !== 'sent' || !isGraver(receipt, found.receipt)) return;
    await commit(table, [noticeWrite({ ...found, receipt })]);
  });
  return true;
}

const GRAVITY = ['delivered', 'failed', 'complained'];

const isGraver = (next: Receipt, known: Receipt | undefined): boolean =>
  !known || GRAVITY.indexOf(next.status) > GRAVITY.indexOf(known.status);
