import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Clock } from './clock.ts';
import { clockEntity, clocksOf } from './clock-item.ts';
import { type Due, dueInOrder, placeOf } from './due-in-order.ts';

/** A subject and the soonest promise it runs on; `place` sorts as the list does. */
export type DueSubject = { readonly subject: string; readonly dueAt: Instant; readonly place: string };

/** What other rooms may read of clocks. */
export type ClockReader = {
  /** Subjects with a promise due by `until` or broken already, soonest first behind the place `after`, each once; `size` are read at a time. */
  soonestDue(until: Instant, size: number, after?: string): AsyncGenerator<readonly DueSubject[], undefined>;
  /** Every clock of a subject, as it is now. */
  ofSubject(subject: string): Promise<Clock[]>;
};

export function clockReader(table: () => Table): ClockReader {
  return {
    ofSubject: (subject) => clocksOfSubject(table(), subject),
    soonestDue: (until, size, after = '') => soonestDue(table(), { until, size, after }),
  };
}

type Window = { readonly until: Instant; readonly size: number; readonly after: string };

async function* soonestDue(table: Table, { until, size, after }: Window): AsyncGenerator<DueSubject[], undefined> {
  const seen = new Set<string>();
  let part: Due[] = [];
  for await (const due of dueInOrder(table, until, after)) {
    if (seen.has(due.subject)) continue;
    seen.add(due.subject);
    part.push(due);
    if (part.length < size) continue;
    yield await asTheyAre(table, part, { until, after });
    part = [];
  }
  if (part.length > 0) yield await asTheyAre(table, part, { until, after });
  return undefined;
}

/** The index may lag behind, and a page before may have named a subject by a sooner promise: the table knows. */
async function asTheyAre(table: Table, part: readonly Due[], { until, after }: Omit<Window, 'size'>) {
  const found = await Promise.all(
    part.map(async ({ subject, place }) => {
      const clocks = await clocksOfSubject(table, subject);
      const [dueAt] = clocks
        .filter(({ state }) => state === 'running')
        .map((clock) => clock.dueAt)
        .sort();
      return dueAt && dueAt <= until && placeOf(dueAt, subject) > after ? [{ subject, dueAt, place }] : [];
    }),
  );
  return found.flat();
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
