import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Instant, plusMinutes } from '#platform/time/instant.ts';
import { type Cap, counterKey, giveOneBack, takeOne } from './counter.ts';
import type { Table } from './table.ts';

/** At most so many in any stretch of that time, wherever it begins; it is counted in steps that its length is a multiple of. */
export type SlidingCap = Cap & { readonly stepMinutes: number };

/**
 * Counts one more under this name, unless the cap is reached. What was counted longer ago than `everyMinutes` is forgotten a step
 * late at the most. Steps before this one grow no more, so however many ask at once, no more than `most` hear yes.
 */
export async function takeOneOfAny(table: Table, name: string, cap: SlidingCap, at: Instant): Promise<boolean> {
  const { most, everyMinutes, stepMinutes } = cap;
  const left = most - (await countedBefore(table, name, cap, at));
  return left > 0 && takeOne(table, name, { most: left, everyMinutes: stepMinutes, keptMinutes: everyMinutes }, at);
}

/** Gives back what was taken at that moment and not used: whoever counted it before leaves room, and never lets more through. */
export const giveBackOneOfAny = (table: Table, name: string, { stepMinutes }: SlidingCap, at: Instant): Promise<void> =>
  giveOneBack(table, name, stepMinutes, at);

/** How many in the steps that lie within the cap's time, but for the one that runs. */
async function countedBefore({ client, name: TableName }: Table, name: string, cap: SlidingCap, at: Instant) {
  const { everyMinutes, stepMinutes } = cap;
  const [first, last] = [everyMinutes, stepMinutes].map((ago) => counterKey(name, stepMinutes, plusMinutes(at, -ago)));
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :name AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: { ':name': name, ':first': first?.sk, ':last': last?.sk },
      ConsistentRead: true,
    }),
  );
  return Items.reduce((sum, { count }) => sum + Number(count), 0);
}
