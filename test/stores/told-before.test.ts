import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CustomerDoor, customerDoor } from '#customers/customer-door.ts';
import { customerKey } from '#customers/customer-item.ts';
import { customerStore } from '#customers/customer-store.ts';
import { idFrom } from '#platform/ids.ts';
import { keyring } from '#platform/personal/keyring.ts';
import { commit } from '#platform/store/commit.ts';
import { itemAt } from '#platform/store/item-at.ts';
import type { Table } from '#platform/store/table.ts';
import { at } from '#platform/time/instant.ts';
import { aWrapping } from '../customers/some.ts';
import { aTable } from './a-table.ts';

const now = at('2026-03-02T12:00:00Z');
let table: Table;
let door: CustomerDoor;
let numbers = 0;

beforeAll(async () => {
  table = await aTable();
  const keys = keyring({ table: () => table, wrapping: aWrapping(), clock: () => now });
  door = customerDoor({ table: () => table, keyring: () => keys, newId: (kind) => idFrom(kind, randomBytes(26)) });
});

const aNumber = () => {
  numbers += 1;
  return `137${String(numbers).padStart(8, '0')}`;
};
const came = async (contact: object) =>
  (await door.recognise({ proven: false, language: 'zh-CN', ...contact }, now)).customerId;
const told = (contact: object) => came({ told: true, ...contact });
const prove = (contact: object) => came({ ...contact, proven: true });

describe('a number that the house is told of and nobody proves', () => {
  it('is one record for one name, however often it is told', async () => {
    const phone = aNumber();
    const first = await told({ phone, name: '王小明' });

    expect(await told({ phone, name: ' 王小明' })).toBe(first);
    expect(await told({ phone, name: '李雷' })).not.toBe(first);
    expect(await told({ phone })).not.toBe(first);
    expect(await told({ phone, name: '李雷' })).toBe(await told({ phone, name: '李雷' }));
  });

  it('is one record beside that of whoever proved it, never theirs, and suggests them', async () => {
    const phone = aNumber();
    const theirs = await prove({ phone, name: '王小明' });
    const first = await told({ phone, name: '王小明' });
    const again = await door.recognise({ told: true, proven: false, language: 'zh-CN', phone, name: '王小明' }, now);

    expect(first).not.toBe(theirs);
    expect(again).toMatchObject({ customerId: first, isNew: false, suggestions: [theirs] });
  });

  it('is a record of its own with an address that was not told before', async () => {
    const phone = aNumber();
    const first = await told({ phone });

    expect(await told({ phone, email: 'new@example.com' })).not.toBe(first);
  });

  it('is a new record each time for whoever speaks for themself', async () => {
    const phone = aNumber();

    expect(await came({ phone })).not.toBe(await came({ phone }));
  });

  it.each([
    ['proved', async (phone: string) => prove({ phone })],
    ['has an account', async (phone: string) => came({ phone, account: `u-${phone}` })],
    ['is the customer of an app', async (phone: string) => came({ phone, app: 'shop-app' })],
  ])('never leads to somebody who %s', async (_, somebody) => {
    const phone = aNumber();

    expect(await told({ phone })).not.toBe(await somebody(phone));
  });

  it('does not lead to a record that staff joined to another', async () => {
    const phone = aNumber();
    const first = await told({ phone });
    const into = await prove({ phone: aNumber() });
    const item = (await itemAt(table, customerKey(first)))!;
    const merged = { ...item, status: 'merged', mergedInto: into, mergedAt: now, mergedBecause: 'staff' };
    await commit(table, [{ put: merged as never, when: 'always' }]);

    expect([first, into]).not.toContain(await told({ phone }));
  });

  it('stays where it is found: by the number, beside its owner', async () => {
    const phone = aNumber();
    const theirs = await prove({ phone });
    const first = await told({ phone });
    const found = await customerStore(() => table).records([first]);

    expect(found.get(first)).toMatchObject({ status: 'known', contacts: [{ proven: false }] });
    expect(await prove({ phone })).toBe(theirs);
  });
});
