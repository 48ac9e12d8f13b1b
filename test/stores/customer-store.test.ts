import { randomBytes } from 'node:crypto';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Contacted, type CustomerDoor, customerDoor } from '#customers/customer-door.ts';
import { idFrom } from '#platform/ids.ts';
import { type Keyring, keyring } from '#platform/personal/keyring.ts';
import type { Table } from '#platform/store/table.ts';
import { at } from '#platform/time/instant.ts';
import { aWrapping } from '../customers/some.ts';
import { aTable } from './a-table.ts';
import { callsOf } from './calls-of.ts';

const noon = at('2026-03-02T12:00:00Z');

let table: Table;
let keys: Keyring;
let door: CustomerDoor;
let sent: string[];
beforeAll(async () => {
  table = await aTable();
  sent = callsOf(table);
  keys = keyring({ table: () => table, wrapping: aWrapping(), clock: () => noon });
  door = customerDoor({ table: () => table, keyring: () => keys, newId: (kind) => idFrom(kind, randomBytes(26)) });
});

let numbers = 0;
const aPhone = () => {
  numbers += 1;
  return `139${String(numbers).padStart(8, '0')}`;
};
const contact = (wish: Partial<Contacted>): Contacted => ({ proven: true, language: 'zh-CN', ...wish });

async function partition(pk: string) {
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
    }),
  );
  return Items;
}

describe('recognising a customer in the table', () => {
  it('knows the same person by phone, then by mail, then by account', async () => {
    const phone = aPhone();
    const called = await door.recognise(contact({ phone }), noon);
    expect(called).toMatchObject({ isNew: true, profile: { type: 'new', vip: false }, suggestions: [] });

    const wrote = await door.recognise(contact({ phone, email: 'Wang@example.com' }), noon);
    const again = await door.recognise(contact({ email: 'wang@EXAMPLE.com' }), noon);
    expect([wrote, again]).toMatchObject([
      { isNew: false, customerId: called.customerId },
      { isNew: false, customerId: called.customerId },
    ]);

    const signedIn = await door.recognise(contact({ account: 'u-1', phone }), noon);
    expect(signedIn).toMatchObject({ isNew: true, customerId: 'u-1' });
    const later = await door.recognise(contact({ email: 'wang@example.com' }), noon);
    expect(later).toMatchObject({ isNew: false, customerId: 'u-1' });
    expect(await door.everyOne(called.customerId)).toEqual(['u-1', called.customerId]);
    expect(await door.canonical(called.customerId)).toBe('u-1');
    expect(await door.find(called.customerId)).toMatchObject({ status: 'merged', mergedInto: 'u-1' });
  });

  it('makes one customer of fifty contacts at once', async () => {
    const phone = aPhone();
    const all = await Promise.all(Array.from({ length: 50 }, () => door.recognise(contact({ phone }), noon)));

    expect(new Set(all.map(({ customerId }) => customerId)).size).toBe(1);
    expect(all.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  it('keeps two accounts with the same phone apart, and suggests them to each other', async () => {
    const phone = aPhone();
    await door.recognise(contact({ account: 'u-2', phone }), noon);
    const second = await door.recognise(contact({ account: 'u-3', phone }), noon);

    expect(second).toMatchObject({ customerId: 'u-3', suggestions: ['u-2'] });
    expect(await door.everyOne('u-3')).toEqual(['u-3']);
  });

  it('gives a number to whoever proves it, not to whoever said it first', async () => {
    const phone = aPhone();
    const said = await door.recognise(contact({ phone, proven: false }), noon);
    const proved = await door.recognise(contact({ phone }), noon);
    const saidAgain = await door.recognise(contact({ phone, proven: false }), noon);

    expect(proved).toMatchObject({ isNew: true, suggestions: [said.customerId] });
    expect(saidAgain).toMatchObject({ isNew: true, suggestions: [proved.customerId] });
    expect((await door.recognise(contact({ phone }), noon)).customerId).toBe(proved.customerId);
  });

  it('costs two readings and no write when somebody known comes back, one reading with their account', async () => {
    const [phone, email] = [aPhone(), 'li@example.com'];
    await door.recognise(contact({ account: 'u-4', phone, email }), noon);
    const spent = async (wish: Partial<Contacted>) => {
      sent.length = 0;
      await door.recognise(contact({ language: 'zh-CN', ...wish }), noon);
      return [...sent];
    };

    expect(await spent({ phone, email })).toEqual(['BatchGetItemCommand', 'GetItemCommand']);
    expect(await spent({ account: 'u-4', phone, email })).toEqual(['BatchGetItemCommand']);
  });

  it('writes a new customer in one transaction, masked and sealed', async () => {
    const phone = aPhone();
    sent.length = 0;
    const { customerId } = await door.recognise(contact({ phone, name: '王小明', email: 'xm@example.com' }), noon);
    expect(sent.filter((command) => command.startsWith('Transact'))).toHaveLength(1);

    const items = await partition(`customer_${customerId}`);
    expect(items.map(({ entity }) => entity)).toEqual(['customer', 'event']);
    expect(JSON.stringify(items)).not.toMatch(/王小明|xm@|13900/);
    expect(items[1]).toMatchObject({ id: `customer_${customerId}.1.0`, type: 'CustomerAdded', customerId });
  });

  it('has nothing of a person who was erased', async () => {
    await door.recognise(contact({ account: 'u-5' }), noon);
    await keys.destroy('u-5', noon);

    await expect(door.recognise(contact({ account: 'u-5', phone: aPhone() }), noon)).rejects.toMatchObject({
      code: 'person.erased',
    });
  });
});
