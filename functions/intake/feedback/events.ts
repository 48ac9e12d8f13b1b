import type { HouseEvent } from '#platform/events/event.ts';
import type { Source } from './feedback.ts';
import type { Sentiment } from './sentiment.ts';

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
