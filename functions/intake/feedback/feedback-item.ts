import { heldBy } from '#intake/forget/held.ts';
import type { HouseKey } from '#platform/personal/keyring.ts';
import type { Put } from '#platform/store/commit.ts';
import { bucketOf, entity } from '#platform/store/entity.ts';
import type { Item } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';
import { Feedback, type FeedbackItem } from './feedback.ts';

export const feedbackKey = (id: string) => ({ pk: id, sk: '@feedback' });

/** The partitions all feedback is listed from, newest first: several, so that none grows hot. */
export const feedbackList = (bucket: number) => `feedback#${bucket}`;

export const feedbackEntity = entity<Feedback>({
  name: 'feedback',
  schema: Feedback,
  key: ({ id }) => feedbackKey(id),
  indexes: ({ id, at, customerId, authorIndex, erasedAt }) => {
    const owner = erasedAt ? undefined : (customerId ?? authorIndex);
    return {
      ...{ listKey: feedbackList(bucketOf(id)), sortKey: `${at}#${id}` },
      customerKey: owner && heldBy(owner),
    };
  },
});

/**
 * What the app that brings it calls it makes its id, so that the same mention is kept once, however often a feed brings it, and no app
 * meets what another brought.
 */
export const feedbackId = (
  house: Pick<HouseKey, 'index'>,
  app: string,
  { source, externalId }: Pick<FeedbackItem, 'source' | 'externalId'>,
): string => `fbk_${house.index('feedback', [app, source, externalId].join('\n'))}`;

/** A blind fingerprint of the words and score of one. */
export const wordsOf = (
  house: Pick<HouseKey, 'index'>,
  id: string,
  { text, score }: Pick<FeedbackItem, 'text' | 'score'>,
) => house.index('feedback words', [id, score ?? '', text].join('\n'));

export const feedbackWrite = (feedback: Feedback): Put => ({ put: feedbackEntity.toItem(feedback), when: 'absent' });

/** What stays of feedback when its author is erased: the numbers. */
export function forgottenFeedback(item: Item, at: Instant): Item {
  const was = feedbackEntity.fromItem(item);
  const { text: _, words: _words, author: _name, authorIndex: _index, orderNumber: _order, ...rest } = was;
  return feedbackEntity.toItem({ ...rest, erasedAt: rest.erasedAt ?? at });
}

/** Where the words of feedback lie. */
export const placeOfText = (id: string) => ({ ...feedbackKey(id), attribute: 'text' });
