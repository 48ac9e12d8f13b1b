import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditStore } from '#customers/audit-store.ts';
import type { Table } from '#platform/store/table.ts';
import { at } from '#platform/time/instant.ts';
import { someKeys } from '../support/keys.ts';
import { aTable } from './a-table.ts';

const noon = at('2026-03-02T12:00:00Z');
const keys = someKeys();
let table: Table;
beforeAll(async () => {
  table = await aTable();
});

const store = () => auditStore({ table: () => table, keyring: () => keys });
const look = (field: string) => ({ at: noon, by: 'mira', what: 'reveal' as const, of: [field] });
const keyOf = (customerId: string, sk: string) => ({ pk: `customer_${customerId}`, sk });
const entryAt = (customerId: string, n: number) => keyOf(customerId, `audit#0000000${n}`);

async function fourLooks(customerId: string) {
  for (const field of ['name', 'phone', 'email', 'openId']) await store().append(customerId, look(field));
}

async function read(Key: ReturnType<typeof keyOf>) {
  return (await table.client.send(new GetCommand({ TableName: table.name, Key }))).Item!;
}
const write = (Item: Record<string, unknown>) => table.client.send(new PutCommand({ TableName: table.name, Item }));
const remove = (Key: ReturnType<typeof keyOf>) => table.client.send(new DeleteCommand({ TableName: table.name, Key }));

const broken = async (customerId: string) => (await store().checked(customerId)).brokenAt;

describe('a chain that somebody who may write the table got at', () => {
  it('is whole as long as nobody did', async () => {
    await fourLooks('u-whole');

    expect(await broken('u-whole')).toBeUndefined();
    expect((await store().chain('u-whole')).map(({ n, of }) => [n, ...of])).toEqual([
      [1, 'name'],
      [2, 'phone'],
      [3, 'email'],
      [4, 'openId'],
    ]);
  });

  it('shows an entry that was altered', async () => {
    await fourLooks('u-altered');
    await write({ ...(await read(entryAt('u-altered', 2))), by: 'omar' });

    expect(await broken('u-altered')).toBe(2);
  });

  it('shows an entry that is missing', async () => {
    await fourLooks('u-missing');
    await remove(entryAt('u-missing', 2));

    expect(await broken('u-missing')).toBe(2);
  });

  it('shows an entry that was brought from another customer', async () => {
    await fourLooks('u-lender');
    await fourLooks('u-borrower');
    await write({ ...(await read(entryAt('u-lender', 3))), ...entryAt('u-borrower', 3) });

    expect(await broken('u-borrower')).toBe(3);
  });

  it('shows that the newest were cut off', async () => {
    await fourLooks('u-cut');
    await remove(entryAt('u-cut', 4));
    await remove(entryAt('u-cut', 3));

    expect(await broken('u-cut')).toBe(3);
  });

  it('shows that all were cut off', async () => {
    await fourLooks('u-emptied');
    for (const n of [1, 2, 3, 4]) await remove(entryAt('u-emptied', n));

    expect(await broken('u-emptied')).toBe(1);
  });

  it('shows that the newest were cut off with what tells of its end', async () => {
    await fourLooks('u-ended');
    await remove(entryAt('u-ended', 4));
    await remove(keyOf('u-ended', '@chain'));

    expect(await broken('u-ended')).toBe(4);
  });

  it('shows that its end was written anew without the key', async () => {
    await fourLooks('u-forged');
    const [head, third] = await Promise.all([read(keyOf('u-forged', '@chain')), read(entryAt('u-forged', 3))]);
    await remove(entryAt('u-forged', 4));
    await write({ ...head, version: 3, last: third['mac'] });

    expect(await broken('u-forged')).toBe(4);
  });

  it('takes the next look, and stays broken', async () => {
    await fourLooks('u-worked-on');
    await remove(entryAt('u-worked-on', 4));
    await store().append('u-worked-on', look('externalId'));

    expect((await store().chain('u-worked-on')).map(({ n }) => n)).toEqual([1, 2, 3, 5]);
    expect(await broken('u-worked-on')).toBe(4);
  });
});

describe('looks at the same time', () => {
  it('stand on the chain one behind the other, or are refused', async () => {
    const looks = Array.from({ length: 8 }, (_, n) => store().append('u-busy', look(`field${n}`)));
    const done = (await Promise.allSettled(looks)).filter(({ status }) => status === 'fulfilled').length;

    expect((await store().chain('u-busy')).map(({ n }) => n)).toEqual(Array.from({ length: done }, (_, n) => n + 1));
    expect(await broken('u-busy')).toBeUndefined();
  });
});
