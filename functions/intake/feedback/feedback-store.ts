import { BatchGetCommand, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { commit, type Write } from '#platform/store/commit.ts';
import type { Page } from '#platform/store/cursor.ts';
import { BUCKETS } from '#platform/store/entity.ts';
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

type Place = { readonly id: string; readonly sortKey: string };

const LEAST_AT_ONCE = 50; // a small page of a rare kind is not looked for one by one
const MOST_LOOKED_AT = 1_000; // a page may come short after this many, and says where to go on

export function feedbackStore(table: () => Table): FeedbackStore {
  return {
    find: async (id) => {
      const { name, client } = table();
      const { Item } = await client.send(
        new GetCommand({ TableName: name, Key: feedbackKey(id), ConsistentRead: true }),
      );
      return Item && feedbackEntity.fromItem(Item);
    },
    save: (writes) => commit(table(), writes),
    list: async (wanted, size, after) => {
      const found: Feedback[] = [];
      const atOnce = Math.max(size, LEAST_AT_ONCE);
      let place = after;
      for (let looked = 0; looked < MOST_LOOKED_AT; ) {
        const places = await nextPlaces(table(), atOnce, place);
        const kept = await fetchAll(table(), places);
        for (const { id, sortKey } of places) {
          const feedback = kept.get(id);
          place = sortKey;
          if (feedback && matches(feedback, wanted)) found.push(feedback);
          if (found.length === size) return { items: found, after: place };
        }
        if (places.length < atOnce) return { items: found };
        looked += places.length;
      }
      return { items: found, ...(place !== undefined && { after: place }) };
    },
  };
}

const matches = (feedback: Feedback, { source, department, sentiment }: Wanted): boolean =>
  [
    [source, feedback.source],
    [department, feedback.department],
    [sentiment, feedback.sentiment],
  ].every(([wish, fact]) => wish === undefined || wish === fact);

async function nextPlaces({ client, name }: Table, size: number, after?: string): Promise<Place[]> {
  const parts = await Promise.all(
    Array.from({ length: BUCKETS }, async (_, bucket) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: name,
          IndexName: 'byList',
          KeyConditionExpression: after ? 'listKey = :key AND sortKey < :after' : 'listKey = :key',
          ExpressionAttributeValues: { ':key': feedbackList(bucket), ...(after && { ':after': after }) },
          ScanIndexForward: false,
          Limit: size,
        }),
      );
      return Items.map(({ pk, sortKey }) => ({ id: String(pk), sortKey: String(sortKey) }));
    }),
  );
  const newestFirst = parts.flat().sort((one, other) => (one.sortKey < other.sortKey ? 1 : -1));
  return newestFirst.slice(0, size);
}

async function fetchAll({ client, name }: Table, places: readonly Place[]): Promise<Map<string, Feedback>> {
  if (places.length === 0) return new Map();
  const { Responses = {}, UnprocessedKeys } = await client.send(
    new BatchGetCommand({ RequestItems: { [name]: { Keys: places.map(({ id }) => feedbackKey(id)) } } }),
  );
  const rest = (UnprocessedKeys?.[name]?.Keys ?? []).map((key) => ({ id: String(key['pk']), sortKey: '' }));
  const kept = (Responses[name] ?? []).map((item) => feedbackEntity.fromItem(item));
  return new Map([...kept.map((one) => [one.id, one] as const), ...(await fetchAll({ client, name }, rest))]);
}
