import { type AttributeValue, ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
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

type Counted = { readonly name: string; readonly cap: Cap; readonly at: Instant };

/**
 * Counts one more under this name, unless the cap is reached: then it says no and counts nothing. `name` begins with a partition
 * the caller was granted and names nothing but a blind index, one of the staff or a ticket (`cap_<what>#<index or id>`). However many ask at once, no more than `most` hear yes.
 * `by` names for what it is: whoever took the last one and asks again has it already.
 */
export function takeOne(table: Table, name: string, cap: Cap, at: Instant, by = ''): Promise<boolean> {
  const asked = {
    UpdateExpression: `${COUNT}, #by = :by ADD #count :one`,
    ConditionExpression: FREE,
    ExpressionAttributeNames: { '#count': 'count', '#by': 'by' },
  };
  return take(table, { name, cap, at }, asked, { ':by': by }, (stored) => by !== '' && stored['by']?.S === by);
}

/**
 * Counts what bears this mark as one, however often it is asked for in a window: an attempt that failed takes no room from others.
 * The marks stand beside their number, so this is for caps of some hundreds at most.
 */
export function takeOneFor(table: Table, name: string, cap: Cap, at: Instant, mark: string): Promise<boolean> {
  const asked = {
    UpdateExpression: `${COUNT} ADD #count :one, marks :marks`,
    ConditionExpression: `(${FREE}) AND NOT contains(marks, :mark)`,
    ExpressionAttributeNames: { '#count': 'count' },
  };
  const values = { ':marks': new Set([mark]), ':mark': mark };
  return take(table, { name, cap, at }, asked, values, ({ marks }) => marks?.SS?.includes(mark) ?? false);
}

/** Takes back one that was counted at that moment; a window that is forgotten has nothing to give. */
export async function giveOneBack(
  { name: TableName, client }: Table,
  name: string,
  everyMinutes: number,
  at: Instant,
): Promise<void> {
  try {
    await client.send(
      new UpdateCommand({
        ...{ TableName, Key: counterKey(name, everyMinutes, at) },
        UpdateExpression: 'ADD #count :less',
        ConditionExpression: '#count > :none',
        ExpressionAttributeNames: { '#count': 'count' },
        ExpressionAttributeValues: { ':less': -1, ':none': 0 },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

const COUNT = 'SET entity = :entity, expiresAt = :expiresAt';
const FREE = 'attribute_not_exists(#count) OR #count < :most';

type Asked = Pick<UpdateCommandInput, 'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames'>;

async function take(
  { name: TableName, client }: Table,
  { name, cap, at }: Counted,
  asked: Asked,
  values: Readonly<Record<string, unknown>>,
  has: (stored: Readonly<Record<string, AttributeValue>>) => boolean,
): Promise<boolean> {
  const { most, everyMinutes, keptMinutes = 0 } = cap;
  const endMinutes = (windowAt(everyMinutes, at) + 1) * everyMinutes + keptMinutes;
  const expiresAt = Math.ceil(endMinutes * SECONDS_PER_MINUTE) + SLACK_SECONDS;
  const ours = { ':one': 1, ':most': most, ':entity': 'counter', ':expiresAt': expiresAt };
  try {
    await client.send(
      new UpdateCommand({
        ...{ TableName, Key: counterKey(name, everyMinutes, at), ...asked },
        ExpressionAttributeValues: { ...ours, ...values },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return has(error.Item ?? {});
    throw error;
  }
}
