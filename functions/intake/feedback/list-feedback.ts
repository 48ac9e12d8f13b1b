import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { maskText } from '#platform/personal/mask-text.ts';
import { openCursor, sealCursor } from '#platform/store/cursor.ts';
import { Feedback, Source } from './feedback.ts';
import { placeOfText } from './feedback-item.ts';
import type { FeedbackStore } from './feedback-store.ts';
import { Sentiment } from './sentiment.ts';

const MOST = 100;

export const ListFeedbackInput = {
  query: z.strictObject({
    source: Source.optional(),
    department: z.string().max(60).optional(),
    sentiment: Sentiment.optional(),
    'page[size]': z
      .string()
      .regex(/^\d{1,3}$/, 'is not a number')
      .transform(Number)
      .pipe(z.int().min(1).max(MOST))
      .default(25),
    'page[after]': z.string().max(2_000).optional(),
  }),
};

/** Feedback as people of the house see it, masked; what opened a ticket is told there. */
const FeedbackView = Feedback.omit({ text: true, by: true, authorIndex: true, erasedAt: true }).extend({
  text: z.string().optional(),
  erased: z.literal(true).optional(),
});

export const FeedbackPage = z.object({
  feedback: z.array(FeedbackView),
  meta: z.object({ hasMore: z.boolean(), afterCursor: z.string().optional() }),
  links: z.object({ next: z.string().optional() }),
});

type Needs = {
  readonly feedback: FeedbackStore;
  readonly keys: Keyring;
  readonly cursorSecret: () => Promise<string>;
};

/** A page of what customers think, newest first, over every source (CH-04). */
export const listFeedback =
  ({ feedback, keys, cursorSecret }: Needs) =>
  async ({ query }: Call<typeof ListFeedbackInput>) => {
    const { 'page[size]': size, 'page[after]': cursor, ...wanted } = query;
    const list = `feedback ${JSON.stringify(wanted)}`;
    const secret = await cursorSecret();
    const after = cursor === undefined ? undefined : z.string().parse(openCursor(secret, list, cursor));
    const page = await feedback.list(wanted, size, after);
    const afterCursor = page.after && sealCursor(secret, list, page.after);
    return ok({
      feedback: await Promise.all(page.items.map((one) => viewOf(one, keys))),
      meta: { hasMore: afterCursor !== undefined, ...(afterCursor && { afterCursor }) },
      links: { ...(afterCursor && { next: nextLink(query, afterCursor) }) },
    });
  };

async function viewOf(feedback: Feedback, keys: Keyring): Promise<z.infer<typeof FeedbackView>> {
  const { text, by: _, authorIndex: _index, erasedAt, ...told } = feedback;
  if (erasedAt) return { ...told, erased: true };
  if (text === undefined) return told;
  const key = told.customerId ? await keys.find(told.customerId) : await keys.house();
  return key ? { ...told, text: maskText(key.open(placeOfText(told.id), text)).text } : { ...told, erased: true };
}

function nextLink(query: z.infer<typeof ListFeedbackInput.query>, after: string): string {
  const next = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, 'page[after]': after })) {
    if (value !== undefined) next.set(name, String(value));
  }
  return `/v1/feedback?${next.toString()}`;
}
