import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { commit, Lost, type Write } from '#platform/store/commit.ts';
import { untilSaved } from '#platform/store/retry.ts';
import type { Table } from '#platform/store/table.ts';

const $metadata = {};
const message = 'no';
const item = (entity: string): Write => ({ put: { pk: entity, sk: '@', entity }, when: 'absent' });
const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({ $metadata, message, CancellationReasons: codes.map((Code) => ({ Code })) });

/** A table that answers its first writes with these errors and takes all others. */
function aTableThatThrows(...errors: Error[]) {
  const sent: unknown[] = [];
  const client = {
    send: async (command: unknown) => {
      sent.push(command);
      const error = errors.shift();
      if (error) throw error;
    },
  };
  return { table: { name: 'house', client } as unknown as Table, sent };
}

describe('committing writes', () => {
  it('saves several of them in one transaction and one of them alone', async () => {
    const { table, sent } = aTableThatThrows();
    await commit(table, [item('ticket'), item('clock')]);
    await commit(table, [item('ticket')]);

    expect(sent.map((command) => (command as object).constructor.name)).toEqual(['TransactWriteCommand', 'PutCommand']);
  });

  it.each([
    ['a transaction met another one', cancelled('None', 'TransactionConflict')],
    ['a transaction was throttled', cancelled('ThrottlingError', 'None')],
    ['a transaction met the capacity', cancelled('ProvisionedThroughputExceeded', 'None')],
    ['a single write met a transaction', new TransactionConflictException({ $metadata, message })],
  ])('tries again when %s', async (_, error) => {
    const { table, sent } = aTableThatThrows(error, error);
    await commit(table, [item('ticket'), item('clock')]);

    expect(sent).toHaveLength(3);
  });

  it('asks to come again when others keep writing', async () => {
    const busy = cancelled('TransactionConflict', 'None');
    const { table } = aTableThatThrows(busy, busy, busy, busy);

    await expect(commit(table, [item('ticket'), item('clock')])).rejects.toMatchObject({
      kind: 'busy',
      code: 'store.busy',
      headers: { 'retry-after': '1' },
    });
  });

  it('names the writes that found another state, even when the transaction met another one as well', async () => {
    const { table, sent } = aTableThatThrows(cancelled('TransactionConflict', 'ConditionalCheckFailed'));
    const lost = await commit(table, [item('ticket'), item('clock')]).catch((error: unknown) => error);

    expect(lost).toBeInstanceOf(Lost);
    expect((lost as Lost).items.map(({ entity }) => entity)).toEqual(['clock']);
    expect(sent).toHaveLength(1);
  });

  it('is lost when the only write found another state', async () => {
    const { table } = aTableThatThrows(new ConditionalCheckFailedException({ $metadata, message }));

    await expect(commit(table, [item('ticket')])).rejects.toBeInstanceOf(Lost);
  });

  it.each([
    ['a fault of the table', new Error('no table')],
    ['a transaction that can never succeed', cancelled('ValidationError', 'None')],
  ])('passes %s on', async (_, error) => {
    const { table, sent } = aTableThatThrows(error);

    await expect(commit(table, [item('ticket'), item('clock')])).rejects.toBe(error);
    expect(sent).toHaveLength(1);
  });
});

describe('deciding until it is saved', () => {
  const lostOn = (entity: string) => new Lost([item(entity)]);
  const losing = (times: number, error: Error) => {
    let tries = 0;
    return async () => {
      tries += 1;
      if (tries <= times) throw error;
      return tries;
    };
  };

  it('decides anew while others were faster, three times in all', async () => {
    expect(await untilSaved(losing(2, lostOn('ticket')))).toBe(3);
    await expect(untilSaved(losing(3, lostOn('ticket')))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'store.changed-meanwhile',
    });
  });

  it('does not decide anew about a request that was carried out before', async () => {
    const repeated = lostOn('once');

    await expect(untilSaved(losing(1, repeated))).rejects.toBe(repeated);
  });
});
