import { BatchGetCommand, paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '#platform/store/table.ts';
import { type Instant, plusMinutes } from '#platform/time/instant.ts';
import type { Clock } from './clock.ts';
import { clockEntity, clocksOf, LATE_BUCKETS, LOOK_BUCKETS, type ToLookAt, toLookAt } from './clock-item.ts';

/** A subject and the soonest promise it runs on; `place` sorts as the list does and names the subject once. */
type DueSubject = { readonly subject: string; readonly dueAt: Instant; readonly place: string };

/** What other rooms may read of clocks. */
export type ClockReader = {
  /** Subjects with a promise due by `until` or broken already, soonest first, at most `most` behind the place `after`. */
  soonestDue(until: Instant, most: number, after?: string): Promise<DueSubject[]>;
  /** Every clock of a subject, as it is now. */
  ofSubject(subject: string): Promise<Clock[]>;
};

// A broken promise that still climbs stands where its next level is told, two hours on at most in the presets.
const MOST_BETWEEN_LEVELS = 4 * 60;
const MOST_KEYS = 100; // of one BatchGetItem call

export function clockReader(table: () => Table): ClockReader {
  return {
    ofSubject: (subject) => clocksOfSubject(table(), subject),

    soonestDue: async (until, most, after = '') => {
      const climbing = plusMinutes(until, MOST_BETWEEN_LEVELS);
      const places = await Promise.all([
        ...LOOK_BUCKETS.map((bucket) => standingIn(table(), bucket, climbing)),
        ...LATE_BUCKETS.map((bucket) => standingIn(table(), bucket, until)),
      ]);
      const clocks = await readAll(table(), places.flat());
      const due = clocks.filter(({ state, dueAt }) => state === 'running' && dueAt <= until);
      const soonest = new Map<string, DueSubject>();
      for (const { subject, dueAt } of due) {
        const known = soonest.get(subject);
        if (!known || dueAt < known.dueAt) soonest.set(subject, { subject, dueAt, place: `${dueAt}#${subject}` });
      }
      const inOrder = [...soonest.values()].sort((one, other) => (one.place < other.place ? -1 : 1));
      return inOrder.filter(({ place }) => place > after).slice(0, most);
    },
  };
}

export async function clocksOfSubject({ client, name }: Table, subject: string): Promise<Clock[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: name,
      KeyConditionExpression: 'pk = :subject AND begins_with(sk, :clocks)',
      ExpressionAttributeValues: { ':subject': subject, ':clocks': clocksOf },
      ConsistentRead: true,
    }),
  );
  return Items.map((item) => clockEntity.fromItem(item));
}

/** Every clock of a bucket that stands there by `until`: a list cut here would be cut in the wrong order. */
async function standingIn({ client, name }: Table, bucket: string, until: Instant): Promise<ToLookAt[]> {
  const pages = paginateQuery(
    { client },
    {
      TableName: name,
      IndexName: 'byLook',
      KeyConditionExpression: 'lookBucket = :bucket AND lookAt <= :until',
      ExpressionAttributeValues: { ':bucket': bucket, ':until': until },
    },
  );
  const found: ToLookAt[] = [];
  for await (const { Items = [] } of pages) found.push(...Items.map(toLookAt));
  return found;
}

async function readAll({ client, name }: Table, keys: readonly ToLookAt[]): Promise<Clock[]> {
  const clocks: Clock[] = [];
  let waiting: Record<string, unknown>[] = keys.map(({ key }) => key);
  while (waiting.length > 0) {
    const part = waiting.slice(0, MOST_KEYS);
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [name]: { Keys: part } } }),
    );
    clocks.push(...(Responses?.[name] ?? []).map((item) => clockEntity.fromItem(item)));
    waiting = [...(UnprocessedKeys?.[name]?.Keys ?? []), ...waiting.slice(MOST_KEYS)];
  }
  return clocks;
}
