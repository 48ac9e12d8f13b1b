import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '#platform/store/table.ts';

/** One thing that happened; `place` is where it stands on the timeline. */
export type Entry = { readonly place: string; readonly at: string; readonly type: string } & Readonly<
  Record<string, unknown>
>;

/** Which part of a timeline: behind the place `from`, or before the place `before`, which are not in it themselves. */
export type Window = {
  readonly from?: string | undefined;
  readonly before?: string | undefined;
  readonly size: number;
  readonly newestFirst?: boolean;
};

type Stored = Readonly<Record<string, unknown>>;

/** Items of a timeline as they are stored; `last` is the place they were read up to, `more` lies behind it. */
export type TimelinePage = { readonly items: readonly Stored[]; readonly last?: string; readonly more: boolean };

/** What one item holds, in order: each part has a place of its own, which begins with the place of the item. */
type PartsOf = (item: Stored) => readonly Stored[];

const BEGIN = 't#';
const END = 't$'; // behind every key of the timeline

/** A part of a subject's timeline. What is large ends a page sooner: one query reads 1 MB. */
export async function timelinePage(
  { client, name }: Table,
  subject: string,
  { from, before, size, newestFirst = false }: Window,
  partsOf: PartsOf = (item) => [item],
): Promise<TimelinePage> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: name,
      KeyConditionExpression: 'pk = :subject AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':subject': subject, ':from': from ?? BEGIN, ':to': before ?? END },
      ScanIndexForward: !newestFirst,
      Limit: size + 2, // one may hold `from` or `before` itself, one tells that there is more
      ConsistentRead: true,
    }),
  );
  const parts = Items.flatMap((item) => (newestFirst ? partsOf(item).toReversed() : partsOf(item)));
  const others = parts.filter(({ sk }) => String(sk) > (from ?? BEGIN) && String(sk) < (before ?? END));
  const items = others.slice(0, size);
  const last = items.at(-1)?.['sk'];
  return {
    items,
    ...(last !== undefined && { last: String(last) }),
    more: others.length > size || LastEvaluatedKey !== undefined,
  };
}
