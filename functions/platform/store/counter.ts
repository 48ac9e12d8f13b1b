import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Instant, toMillis } from '#platform/time/instant.ts';
import type { Key, Table } from './table.ts';

/** At most so many in a window of time. Windows begin at whole multiples of their length, in UTC, and end with the window unless kept longer. */
export type Cap = { readonly most: number; readonly everyMinutes: number; readonly keptMinutes?: number };

const MS_PER_MINUTE = 60_000;
const SECONDS_PER_MINUTE = 60;
const SLACK_SECONDS = 60;

const windowAt = (everyMinutes: number, at: Instant) => Math.floor(toMillis(at) / (everyMinutes * MS_PER_MINUTE));

/** Where what bears this name is counted at a moment. */
export const counterKey = (name: string, everyMinutes: number, at: Instant): Key => ({
  pk: name,
  sk: `@count#${everyMinutes}#${windowAt(everyMinutes, at)}`,
});

/**
 * Counts one more under this name, unless the cap is reached: then it says no and counts nothing. `name` begins with a partition
 * the caller was granted and holds no personal data (`cap_<what>#<blind index>`). However many ask at once, no more than `most` hear yes.
 * `by` names for what it is: whoever took the last one and asks again has it already.
 */
export async function takeOne(
  { name: TableName, client }: Table,
  name: string,
  cap: Cap,
  at: Instant,
  by?: string,
): Promise<boolean> {
  const { most, everyMinutes, keptMinutes = 0 } = cap;
  const endMinutes = (windowAt(everyMinutes, at) + 1) * everyMinutes + keptMinutes;
  const expiresAt = Math.ceil(endMinutes * SECONDS_PER_MINUTE) + SLACK_SECONDS;
  try {
    await client.send(
      new UpdateCommand({
        TableName,
        Key: counterKey(name, everyMinutes, at),
        UpdateExpression:
          'SET #count = if_not_exists(#count, :none) + :one, entity = :entity, expiresAt = :expiresAt, #by = :by',
        ConditionExpression: 'attribute_not_exists(#count) OR #count < :most',
        ExpressionAttributeNames: { '#count': 'count', '#by': 'by' },
        ExpressionAttributeValues: {
          ':none': 0,
          ':one': 1,
          ':most': most,
          ':entity': 'counter',
          ':expiresAt': expiresAt,
          ':by': by ?? '',
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return by !== undefined && error.Item?.['by']?.S === by;
    throw error;
  }
}
