import type { HouseEvent } from '#platform/events/event.ts';
import type { Source } from './feedback/feedback.ts';
import type { Sentiment } from './feedback/sentiment.ts';

/** A provider told what became of something it was given; whoever sent it finds it by the provider's id. */
export type NoticeReceipt = HouseEvent & {
  readonly type: 'NoticeReceipt';
  readonly provider: 'ses' | 'smtp' | 'aws' | 'aliyun' | 'tencent' | 'gateway';
  readonly providerId: string;
  readonly status: 'delivered' | 'failed' | 'complained';
  readonly because?: string;
};

/** Somebody answered a text message with a word of refusal: nothing commercial is sent to that number any more. */
export type SmsRefused = HouseEvent & { readonly type: 'SmsRefused'; readonly customerId: string };

/** Somebody's opinion reached the house; its subject is the feedback (KPI-31). */
export type FeedbackReceived = HouseEvent & {
  readonly type: 'FeedbackReceived';
  readonly source: Source;
  readonly sentiment: Sentiment;
  readonly topic: string;
  readonly department: string;
  readonly score?: number;
  readonly customerId?: string;
  readonly ticketId?: string;
};

export type IntakeEvent = NoticeReceipt | SmsRefused | FeedbackReceived;
