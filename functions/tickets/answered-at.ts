import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Table } from '#platform/store/table.ts';
import { Instant } from '#platform/time/instant.ts';
import type { Ticket } from './ticket.ts';

type Stored = Readonly<Record<string, unknown>>;

const Answering = z.object({ at: Instant, answered: z.array(z.object({ messageId: z.string() })) });

/**
 * When each message of the customer in a part of a ticket's timeline was answered (CH-09): the fact of the answer names them. One
 * that still waits is on the ticket; what was answered further on is looked for once, behind the first of them.
 */
export async function answeredAt(
  table: Table,
  { id, unanswered }: Ticket,
  items: readonly Stored[],
): Promise<ReadonlyMap<string, Instant>> {
  const found = new Map(items.flatMap(answers));
  const waiting = new Set(unanswered.map(({ messageId }) => messageId));
  const sought = items.filter((item) => {
    const messageId = String(item['id']);
    return asks(item) && !found.has(messageId) && !waiting.has(messageId);
  });
  const [first] = sought.map(({ sk }) => String(sk)).sort();
  return first === undefined ? found : new Map([...found, ...(await answersBehind(table, id, first))]);
}

const asks = ({ entity, from, visibility }: Stored): boolean =>
  entity === 'message' && from === 'customer' && visibility === 'public';

function answers(item: Stored): [string, Instant][] {
  const { data } = Answering.safeParse(item);
  return data ? data.answered.map(({ messageId }) => [messageId, data.at]) : [];
}

async function answersBehind({ name, client }: Table, ticketId: string, place: string): Promise<[string, Instant][]> {
  const pages = paginateQuery(
    { client },
    {
      TableName: name,
      KeyConditionExpression: 'pk = :ticket AND sk BETWEEN :from AND :end',
      FilterExpression: 'attribute_exists(answered)',
      ProjectionExpression: '#at, answered',
      ExpressionAttributeNames: { '#at': 'at' },
      ExpressionAttributeValues: { ':ticket': ticketId, ':from': place, ':end': 't$' },
      ConsistentRead: true,
    },
  );
  const found: [string, Instant][] = [];
  for await (const { Items = [] } of pages) found.push(...Items.flatMap(answers));
  return found;
}
