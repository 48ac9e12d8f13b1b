import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Actor, isOutside } from '#platform/auth/actor.ts';
import type { Table } from '#platform/store/table.ts';
import { partitionOf } from './customer-item.ts';
import type { Part } from './merge-timelines.ts';

export type Entry = { readonly place: string; readonly at: string; readonly type: string } & Readonly<
  Record<string, unknown>
>;

/** What happened to the record of a customer, newest first. */
export type OwnTimeline = {
  page(customerId: string, wanted: { before?: string | undefined; size: number }, actor: Actor): Promise<Part<Entry>>;
};

const BEGIN = 't#';
const END = 't$'; // behind every key of the timeline

export function ownTimeline(table: () => Table): OwnTimeline {
  return {
    page: async (customerId, { before, size }, actor) => {
      const { name, client } = table();
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: name,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :begin AND :end',
          ExpressionAttributeValues: { ':pk': partitionOf(customerId), ':begin': BEGIN, ':end': before ?? END },
          ScanIndexForward: false,
          Limit: size + 2, // one may be `before` itself, one tells that there is more
          ConsistentRead: true,
        }),
      );
      const items = Items.filter(({ sk }) => sk !== before);
      const page = items.slice(0, size);
      const last = page.at(-1)?.['sk'];
      return {
        entries: page.flatMap((item) => shown(item, actor)),
        ...(last !== undefined && { last: String(last) }),
        more: items.length > page.length || LastEvaluatedKey !== undefined,
      };
    },
  };
}

const SHOWN_OUTSIDE = ['CustomerAdded', 'PurchaseRecorded', 'ConsentRecorded'];

/** A fact without its keys; customers see neither how the house works on their record nor who does. */
function shown(
  { pk: _pk, sk, entity: _entity, subject: _subject, ...fact }: Record<string, unknown>,
  actor: Actor,
): Entry[] {
  const [place, at, type] = [String(sk), String(fact['at']), String(fact['type'])];
  if (!isOutside(actor)) return [{ ...fact, place, at, type }];
  return SHOWN_OUTSIDE.includes(type) ? [{ ...fact, place, at, type, by: '' }] : [];
}
