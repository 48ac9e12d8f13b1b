import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { Refusal } from '#platform/refusal.ts';
import type { Item, Table } from './table.ts';

/** One item to save and what must be true of the stored one: absent, at the version that was read, expired, or anything. */
export type Write = {
  readonly put: Item;
  readonly when: 'absent' | 'always' | { readonly version: number } | { readonly expiredBy: number };
};

/** A write found another state than it expected; `items` are those writes. */
export class Lost extends Error {
  readonly items: readonly Item[];

  constructor(items: readonly Item[]) {
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
    if (error instanceof ConditionalCheckFailedException) throw new Lost(writes.map(({ put }) => put));
    if (error instanceof TransactionConflictException) return 'busy';
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = error.CancellationReasons ?? [];
    const lost = writes.filter((_, index) => reasons[index]?.Code === 'ConditionalCheckFailed');
    if (lost.length > 0) throw new Lost(lost.map(({ put }) => put));
    if (reasons.some(({ Code = '' }) => PASSING.includes(Code))) return 'busy';
    throw error;
  }
}

async function send({ name, client }: Table, writes: readonly Write[]): Promise<void> {
  const puts = writes.map(({ put, when }) => ({ TableName: name, Item: put, ...condition(when) }));
  const [only, ...others] = puts;
  if (only && others.length === 0) await client.send(new PutCommand(only));
  else await client.send(new TransactWriteCommand({ TransactItems: puts.map((Put) => ({ Put })) }));
}

function condition(when: Write['when']) {
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
