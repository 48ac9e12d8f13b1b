import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { linksTo, listPage, PageLinks, PageMeta, pageQuery } from '#platform/http/list-page.ts';
import { ok } from '#platform/http/reply.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { maskText } from '#platform/personal/mask-text.ts';
import { Feedback, Source } from './feedback.ts';
import { placeOfText } from './feedback-item.ts';
import type { FeedbackStore } from './feedback-store.ts';
import { Sentiment } from './sentiment.ts';

export const ListFeedbackInput = {
  query: z.strictObject({
    source: Source.optional(),
    department: z.string().max(60).optional(),
    sentiment: Sentiment.optional(),
    ...pageQuery(25),
  }),
};

/** Feedback as people of the house see it, masked; what opened a ticket is told there. */
const FeedbackView = Feedback.omit({ text: true, by: true, authorIndex: true, erasedAt: true }).extend({
  text: z.string().optional(),
  erased: z.literal(true).optional(),
});

export const FeedbackPage = z.object({
  feedback: z.array(FeedbackView),
  meta: PageMeta,
  links: PageLinks,
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
    const { 'page[size]': _size, 'page[after]': _after, ...wanted } = query;
    const { size, after, meta } = listPage(await cursorSecret(), `feedback ${JSON.stringify(wanted)}`, query);
    const page = await feedback.list(wanted, size, after);
    const told = meta(page.after);
    return ok({
      feedback: await Promise.all(page.items.map((one) => viewOf(one, keys))),
      meta: told,
      links: linksTo('/v1/feedback', query, told),
    });
  };

async function viewOf(feedback: Feedback, keys: Keyring): Promise<z.infer<typeof FeedbackView>> {
  const { text, words: _words, by: _, authorIndex: _index, erasedAt, ...told } = feedback;
  if (erasedAt) return { ...told, erased: true };
  if (text === undefined) return told;
  const key = told.customerId ? await keys.find(told.customerId) : await keys.house();
  return key ? { ...told, text: maskText(key.open(placeOfText(told.id), text)).text } : { ...told, erased: true };
}
