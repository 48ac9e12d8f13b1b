import { commit, type Write } from '#platform/store/commit.ts';
import type { Page } from '#platform/store/cursor.ts';
import { BUCKETS } from '#platform/store/entity.ts';
import { itemAt } from '#platform/store/item-at.ts';
import { newestOf, type SpreadList } from '#platform/store/newest-of.ts';
import type { Table } from '#platform/store/table.ts';
import type { Feedback, Source } from './feedback.ts';
import { feedbackEntity, feedbackKey, feedbackList } from './feedback-item.ts';
import type { Sentiment } from './sentiment.ts';

/** Which feedback: everything given must hold. */
export type Wanted = {
  readonly source?: Source | undefined;
  readonly department?: string | undefined;
  readonly sentiment?: Sentiment | undefined;
};

/** All that customers think of the house, over every source. */
export type FeedbackStore = {
  find(id: string): Promise<Feedback | undefined>;
  save(writes: readonly Write[]): Promise<void>;
  /** Newest first. */
  list(wanted: Wanted, size: number, after?: string): Promise<Page<Feedback>>;
};

const EVERYTHING: Pick<SpreadList<Feedback>, 'index' | 'attribute' | 'partitions'> = {
  index: 'byList',
  attribute: 'listKey',
  partitions: Array.from({ length: BUCKETS }, (_, bucket) => feedbackList(bucket)),
};

export function feedbackStore(table: () => Table): FeedbackStore {
  return {
    find: async (id) => {
      const item = await itemAt(table(), feedbackKey(id));
      return item && feedbackEntity.fromItem(item);
    },
    save: (writes) => commit(table(), writes),
    list: (wanted, size, after) => {
      const wants = (feedback: Feedback) => matches(feedback, wanted);
      return newestOf(table(), { ...EVERYTHING, entity: feedbackEntity, wants }, size, after);
    },
  };
}

const matches = (feedback: Feedback, { source, department, sentiment }: Wanted): boolean =>
  [
    [source, feedback.source],
    [department, feedback.department],
    [sentiment, feedback.sentiment],
  ].every(([wish, fact]) => wish === undefined || wish === fact);
