import * as z from 'zod';
import { eventWrite } from '#platform/events/timeline.ts';
import { commit, type Write } from '#platform/store/commit.ts';
import { itemAt } from '#platform/store/item-at.ts';
import { untilSaved } from '#platform/store/retry.ts';
import type { Table } from '#platform/store/table.ts';
import { Instant, toMillis } from '#platform/time/instant.ts';
import { type Came, received } from './claim.ts';
import { Channel, type Notice, type NoticeKey } from './notice.ts';
import { noticeWrite } from './notice-item.ts';
import { untold } from './untold.ts';

/** Who sends on each channel where a receipt names nothing but the provider and its id. SES gives the notice itself back. */
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

/** The notice that was sent under a provider's id. */
export async function noticeSentAs(table: Table, provider: string, providerId: string): Promise<NoticeKey | undefined> {
  const item = await itemAt(table, receiptKey(provider, providerId));
  return item && Sent.parse(item);
}

type Find = (key: NoticeKey) => Promise<Notice | undefined>;

/** An answer that came back is an answer that its customer did not get: told, unless it was told when its sending failed. */
function withFact(notice: Notice, { status, at }: Came['receipt']): Write[] {
  const fact = status === 'failed' && !notice.toldOf ? untold(notice, 'failed', at) : undefined;
  return fact ? [noticeWrite({ ...notice, toldOf: true }), eventWrite(fact, 0)] : [noticeWrite(notice)];
}

/** Notes a receipt on its notice, if there is one, and what follows for whoever waits for its effect. */
export function noteReceipt(table: Table, find: Find, key: NoticeKey, came: Came): Promise<boolean> {
  return untilSaved(async () => {
    const found = await find(key);
    const next = found && received(found, came);
    if (next) await commit(table, withFact(next, came.receipt));
    return found !== undefined;
  });
}
