import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { Refusal } from '#platform/refusal.ts';
import type { Item, Key, Table } from './table.ts';

/** One item to save and what must be true of the stored one: absent, at the version that was read, expired, or anything. */
export type Put = {
  readonly put: Item;
  readonly when: 'absent' | 'always' | { readonly version: number } | { readonly expiredBy: number };
};

/** Attributes to add to an item that is there already. */
type Set = { readonly set: Key; readonly to: Readonly<Record<string, string | number>> };

/** An item to take away; one that is not there is away already. */
type Remove = { readonly remove: Key };

export type Write = Put | Set | Remove;

/** A write found another state than it expected; `items` are those writes. */
export class Lost extends Error {
  readonly items: readonly Item[];

  constructor(writes: readonly Write[]) {
    const items = writes.flatMap((write) => ('put' in write ? [write.put] : []));
    super(`Expected another state of ${items.map(({ entity }) => entity).join(', ')}`);
    this.name = 'Lost';
    this.items = items;
  }
}

// A conflicting transaction ends within milliseconds: 4 tries in 20 + 60 + 180 ms, then the caller is asked to come again.
const PAUSES_MS = [20, 60, 180];

// Why a transaction is cancelled that may succeed a moment later.
const PASSING = ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'];

/** Saves all of them or none. Throws `Lost` when a condition does not hold, a `busy` refusal when others keep writing. */
export async function commit(table: Table, writes: readonly Write[]): Promise<void> {
  for (const pause of [...PAUSES_MS, undefined]) {
    const outcome = await attempt(table, writes);
    if (outcome === 'saved') return;
    if (pause === undefined) break;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Refusal('busy', 'store.busy', 'Somebody else is writing the same; please try again in a moment', {
    headers: { 'retry-after': '1' },
  });
}

async function attempt(table: Table, writes: readonly Write[]): Promise<'saved' | 'busy'> {
  try {
    await send(table, writes);
    return 'saved';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) throw new Lost(writes);
    if (error instanceof TransactionConflictException) return 'busy';
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = error.CancellationReasons ?? [];
    const lost = writes.filter((_, index) => reasons[index]?.Code === 'ConditionalCheckFailed');
    if (lost.length > 0) throw new Lost(lost);
    if (reasons.some(({ Code = '' }) => PASSING.includes(Code))) return 'busy';
    throw error;
  }
}

async function send({ name, client }: Table, writes: readonly Write[]): Promise<void> {
  const [only, ...others] = writes;
  if (only && 'put' in only && others.length === 0) await client.send(new PutCommand(putOf(name, only)));
  else await client.send(new TransactWriteCommand({ TransactItems: writes.map((write) => actOf(name, write)) }));
}

const putOf = (TableName: string, { put, when }: Put) => ({ TableName, Item: put, ...condition(when) });

function actOf(TableName: string, write: Write) {
  if ('put' in write) return { Put: putOf(TableName, write) };
  if ('remove' in write) return { Delete: { TableName, Key: { ...write.remove } } };
  const names = Object.keys(write.to);
  return {
    Update: {
      TableName,
      Key: { ...write.set },
      UpdateExpression: `SET ${names.map((_, index) => `#${index} = :${index}`).join(', ')}`,
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: Object.fromEntries(names.map((attribute, index) => [`#${index}`, attribute])),
      ExpressionAttributeValues: Object.fromEntries(
        Object.values(write.to).map((value, index) => [`:${index}`, value]),
      ),
    },
  };
}

function condition(when: Put['when']) {
  if (when === 'always') return {};
  if (when === 'absent') return { ConditionExpression: 'attribute_not_exists(pk)' };
  if ('expiredBy' in when) {
    return {
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
      ExpressionAttributeValues: { ':now': when.expiredBy },
    };
  }
  return {
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': when.version },
  };
}
