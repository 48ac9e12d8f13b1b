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

const BEGIN = 't#';
const END = 't$'; // behind every key of the timeline

/** A part of a subject's timeline. What is large ends a page sooner: one query reads 1 MB. */
export async function timelinePage(
  { client, name }: Table,
  subject: string,
  { from, before, size, newestFirst = false }: Window,
): Promise<TimelinePage> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: name,
      KeyConditionExpression: 'pk = :subject AND sk BETWEEN :from AND :to',
      // No key begins with another one, so `!` behind one is the next place and `before` itself has no item between.
      ExpressionAttributeValues: { ':subject': subject, ':from': from ? `${from}!` : BEGIN, ':to': before ?? END },
      ScanIndexForward: !newestFirst,
      Limit: size + 2, // one may be `before` itself, one tells that there is more
      ConsistentRead: true,
    }),
  );
  const others = Items.filter(({ sk }) => sk !== before);
  const items = others.slice(0, size);
  const last = items.at(-1)?.['sk'];
  return {
    items,
    ...(last !== undefined && { last: String(last) }),
    more: others.length > size || LastEvaluatedKey !== undefined,
  };
}
