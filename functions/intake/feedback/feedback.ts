import * as z from 'zod';
import { Phone } from '#platform/http/phone.ts';
import { line, personId, prose, reference } from '#platform/http/text.ts';
import { When } from '#platform/http/when.ts';
import { Sealed } from '#platform/personal/sealed.ts';
import { Instant } from '#platform/time/instant.ts';
import { TicketId } from '#tickets/ticket.ts';
import { Sentiment } from './sentiment.ts';

/** Where somebody said what they think (CH-04, CH-13). */
export const Source = z.enum(['chat', 'appReview', 'social', 'email', 'market', 'survey', 'outlet']);
export type Source = z.infer<typeof Source>;

export const FeedbackId = z.string().regex(/^fbk_[\w-]{22}$/, 'is not the id of feedback');

const Word = z
  .string()
  .max(60)
  .regex(/^[a-z][A-Za-z]*$/, 'is a word such as logistics');

/** One mention or review as a feed sends it; `author` is whatever the feed knows of them. */
export const FeedbackItem = z.strictObject({
  source: Source,
  externalId: reference(120),
  author: z
    .strictObject({
      name: line(60).optional(),
      customerId: personId(64).optional(),
      openId: reference(80).optional(),
      phone: Phone.optional(),
      email: z.email().max(254).optional(),
    })
    .default({}),
  score: z.int().min(1).max(5).optional(),
  text: prose(5_000),
  topic: Word.optional(),
  department: Word.optional(),
  orderNumber: reference(64).optional(),
  at: When,
});
export type FeedbackItem = z.infer<typeof FeedbackItem>;

/**
 * One opinion of a customer, kept once for each app and id that its source gave it. What they wrote is sealed with their own key, or with the
 * house's while nobody knows them; where a ticket was opened the words lie there alone.
 */
export const Feedback = z.object({
  id: FeedbackId,
  source: Source,
  at: Instant,
  receivedAt: Instant,
  by: z.string(),
  score: z.int().optional(),
  sentiment: Sentiment,
  topic: z.string(),
  department: z.string(),
  orderNumber: z.string().optional(),
  customerId: z.string().optional(),
  ticketId: TicketId.optional(),
  author: z.string().optional(),
  /** The blind index of their name, while that is all anybody knows of them. */
  authorIndex: z.string().optional(),
  text: Sealed.optional(),
  /** A blind fingerprint of what was said: other words under the same id are other feedback. */
  words: z.string().optional(),
  erasedAt: Instant.optional(),
});
export type Feedback = z.infer<typeof Feedback>;
