import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Table } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';
import { DUE_BUCKETS, type Standing, sortsByDue, standing, through } from './clock-item.ts';

/** A promise as the index names it, and where it stands among all that are due. */
export type Due = { readonly subject: string; readonly place: string };

export const placeOf = (dueAt: string, subject: string): string => `${dueAt}#${subject}`;

type Window = { readonly until: Instant; readonly after: string };
type Sorted = AsyncGenerator<Due, undefined>;

const KEYS_AT_ONCE = 250;
const BEFORE_ALL = '0';

/** Promises due by `until` behind the place `after`, soonest first, of every partition and only as far as they are asked for. */
export async function* dueInOrder(table: Table, until: Instant, after: string): Sorted {
  const parts = DUE_BUCKETS.map((bucket) =>
    soonestFirst(standingIn(table, bucket, { until, after }), { until, after }),
  );
  const heads = await Promise.all(parts.map(async (part) => ({ part, due: (await part.next()).value })));
  for (;;) {
    const first = heads.reduce((one, other) => (isSooner(other.due, one.due) ? other : one));
    if (!first.due) return;
    yield first.due;
    first.due = (await first.part.next()).value;
  }
}

const isSooner = (one: Due | undefined, other: Due | undefined): boolean =>
  one !== undefined && (other === undefined || one.place < other.place);

/** Nothing that stands in a partition is due before the moment it sorts by: what is due before the last that was read is in order. */
async function* soonestFirst(pages: AsyncIterable<readonly Standing[]>, { until, after }: Window): Sorted {
  let waiting: Due[] = [];
  for await (const page of pages) {
    const due = page.flatMap(({ subject, dueAt }) =>
      dueAt && dueAt <= until ? [{ subject, place: placeOf(dueAt, subject) }] : [],
    );
    const all = [...waiting, ...due.filter(({ place }) => place > after)].sort(byPlace);
    const read = page.at(-1)?.sortsAt ?? '';
    waiting = all.filter(({ place }) => place >= read);
    yield* all.filter(({ place }) => place < read);
  }
  yield* waiting;
  return undefined;
}

const byPlace = (one: Due, other: Due): number => (one.place < other.place ? -1 : 1);

/** The pages of what stands in a partition by `until`. What sorts by when it was due begins where the page before ended. */
async function* standingIn({ client, name }: Table, bucket: string, { until, after }: Window) {
  const from = (sortsByDue(bucket) && after.slice(0, until.length)) || BEFORE_ALL;
  const pages = paginateQuery(
    { client, pageSize: KEYS_AT_ONCE },
    {
      TableName: name,
      IndexName: 'byLook',
      KeyConditionExpression: 'lookBucket = :bucket AND lookAt BETWEEN :from AND :until',
      ExpressionAttributeValues: { ':bucket': bucket, ':from': from, ':until': through(until) },
    },
  );
  for await (const { Items = [] } of pages) yield Items.map(standing);
}
