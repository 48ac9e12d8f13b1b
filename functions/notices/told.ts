import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Table } from '#platform/store/table.ts';
import type { Notice } from './notice.ts';
import { noticeEntity, pk } from './notice-item.ts';
import { CustomerTemplate } from './template.ts';
import { word } from './words.ts';

/** One thing a customer was told, or would have been; `place` is where it stands among all of them. */
export type Told = { readonly place: string; readonly value: Readonly<Record<string, unknown>> };

/** What a customer was told, as they were, behind a place. */
export type ToldReader = { of(customerId: string, after?: string): AsyncIterable<Told> };

const AT_ONCE = 100;
const NOTICES = 'n#';
const CUSTOMERS: readonly string[] = CustomerTemplate.options;

export function toldReader(table: () => Table): ToldReader {
  return {
    async *of(customerId, after) {
      const { name, client } = table();
      const of = pk(customerId);
      const asked = {
        ...{ TableName: name, KeyConditionExpression: 'pk = :pk AND begins_with(sk, :notices)' },
        ExpressionAttributeValues: { ':pk': of, ':notices': NOTICES },
        ConsistentRead: true,
        ...(after !== undefined && { ExclusiveStartKey: { pk: of, sk: after } }),
      };
      for await (const { Items = [] } of paginateQuery({ client, pageSize: AT_ONCE }, asked)) {
        for (const item of Items) {
          const notice = noticeEntity.fromItem(item);
          // Somebody of the house may have an id that an app gave a customer too.
          if (CUSTOMERS.includes(notice.template)) yield { place: String(item['sk']), value: toldOf(notice) };
        }
      }
    },
  };
}

/**
 * A notice holds no words: they are those it would be worded with now, without greeting and signature. Of one that brings what a
 * colleague wrote, the message on the ticket says it.
 */
function toldOf(notice: Notice) {
  const { at, channel, template, language, ticketId, brought, state } = notice;
  const { body, short } = word(notice);
  const said = brought ?? { text: channel === 'mail' ? body : short };
  const { sentAt, receipt, because } = { sentAt: undefined, receipt: undefined, because: undefined, ...notice };
  return { at, channel, template, language, ticketId, ...said, state, sentAt, receipt, because };
}
