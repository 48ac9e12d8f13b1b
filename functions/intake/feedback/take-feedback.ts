import * as z from 'zod';
import { batch, eachByItself, Faults } from '#intake/batch.ts';
import { isPassing } from '#intake/until-taken.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import { invalidFields, Refusal } from '#platform/refusal.ts';
import { type Clock, plusMinutes } from '#platform/time/instant.ts';
import { type Feedback, FeedbackId, FeedbackItem } from './feedback.ts';
import { feedbackId, wordsOf } from './feedback-item.ts';
import { type KeepNeeds, keepFeedback, type Way } from './keep-feedback.ts';
import { Sentiment } from './sentiment.ts';

export const TakeFeedbackInput = { body: z.strictObject({ items: batch(FeedbackItem) }) };

export const FeedbackTaken = z.object({
  results: z.array(
    z.object({
      outcome: z.enum(['stored', 'known', 'refused']),
      id: FeedbackId.optional(),
      sentiment: Sentiment.optional(),
      topic: z.string().optional(),
      department: z.string().optional(),
      ticketId: z.string().optional(),
      faults: Faults.optional(),
    }),
  ),
});

type Needs = KeepNeeds & { readonly clock: Clock };

/** Takes mentions and reviews in, each once and by itself; those that sound bad open a ticket in the same transaction. */
export const takeFeedback =
  (needs: Needs) =>
  async ({ body, actor, language, keep }: Call<typeof TakeFeedbackInput>) => {
    const way = { by: actor, at: needs.clock() };
    const results = await eachByItself(body.items, {
      ...{ of: FeedbackItem, language },
      take: (item, place) => takeOne(item, place, way, needs),
    });
    const answer = ok({ results });
    const kept = keep(() => answer).writes(undefined);
    if (kept.length > 0) await needs.feedback.save(kept);
    return answer;
  };

const AHEAD_MINUTES = 5; // clocks of other systems differ by so much at most

async function takeOne(item: FeedbackItem, place: string, way: Way, needs: Needs) {
  if (item.at > plusMinutes(way.at, AHEAD_MINUTES)) {
    throw invalidFields([{ path: `${place}.at`, code: 'future', message: 'lies in the future' }]);
  }
  const house = await needs.keys.house();
  const id = feedbackId(house, way.by.app, item);
  const words = wordsOf(house, id, item);
  const known = await needs.feedback.find(id);
  if (known) return again(known, words);
  try {
    return shown('stored', await keepFeedback(id, item, way, needs));
  } catch (error) {
    const faster = isPassing(error) ? await needs.feedback.find(id) : undefined;
    if (faster) return again(faster, words);
    throw error;
  }
}

function again(known: Feedback, words: string) {
  if (known.words === undefined || known.words === words) return shown('known', known);
  throw new Refusal(
    'mismatch',
    'feedback.other-words',
    'This externalId came with another text or score before; other feedback needs another one',
  );
}

const shown = (outcome: 'stored' | 'known', { id, sentiment, topic, department, ticketId }: Feedback) => ({
  ...{ outcome, id, sentiment, topic, department },
  ...(ticketId && { ticketId }),
});
