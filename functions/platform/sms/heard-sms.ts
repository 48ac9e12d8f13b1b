import * as z from 'zod';
import type { Instant } from '#platform/time/instant.ts';

export type SmsProvider = 'aws' | 'aliyun' | 'tencent' | 'gateway';

const InMessage = z.int().min(1).max(255); // GSM 03.40 counts parts in one byte

/** Where a part of a long message belongs: `index` counts from 1. */
export const PartOf = z.strictObject({ reference: z.string().min(1).max(64), count: InMessage, index: InMessage });
export type PartOf = z.infer<typeof PartOf>;

/** What a person sent us. `id` is the same however often the provider tells of it; `from` is in E.164 form. */
export type SmsReply = {
  readonly kind: 'reply';
  readonly provider: SmsProvider;
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly at: Instant;
  readonly parts?: PartOf;
};

/** What became of a message of ours: `id` is what sending it answered. Unknown: not over yet, or never to be known. */
export type SmsReceipt = {
  readonly kind: 'receipt';
  readonly provider: SmsProvider;
  readonly id: string;
  readonly status: 'delivered' | 'failed' | 'unknown';
  readonly code: string;
};

/** What a provider told us, and how many of its entries nobody could read: those must be kept and shown, not dropped. */
export type HeardSms = { readonly heard: readonly (SmsReply | SmsReceipt)[]; readonly unreadable: number };
