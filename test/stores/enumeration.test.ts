import { beforeAll, describe, expect, it } from 'vitest';
import { customerStore } from '#customers/customer-store.ts';
import { searchCustomers } from '#customers/search-customers.ts';
import type { Table } from '#platform/store/table.ts';
import { noon } from '../clocks/some.ts';
import { mira } from '../support/people.ts';
import { aTable } from './a-table.ts';
import { callsOf } from './calls-of.ts';
import { waysIn } from './ways-in.ts';

let table: Table;
let sent: string[];
beforeAll(async () => {
  table = await aTable();
  sent = callsOf(table);
});

const known = { email: 'known-1@example.com', phone: '13700000001' };
const unknown = { email: 'other-1@example.com', phone: '13700000002' };

const nobodys = { email: 'other-2@example.com', phone: '13700000004' };

describe('whether somebody is a customer', () => {
  it('is not told by the answer to a letter: it has the same bytes but for its number', async () => {
    const house = waysIn(table);
    await house.house.customers.recognise({ ...known, account: 'u-known', proven: true, language: 'zh-CN' }, noon);
    const letter = { subject: '想问一下', text: '还有红色的吗？' };
    const answers = [await house.write({ ...letter, ...known }), await house.write({ ...letter, ...unknown })];
    const bytes = answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`);
    const bare = answers.map(({ body }, each) => bytes[each]!.replace(body['number'], '######'));

    expect(bare[0]).toBe(bare[1]);
    expect(bare[0]).toMatch(/^200 .*######/);
    expect(bytes[0]).toHaveLength(bytes[1]!.length);
  });

  it.each(['email', 'phone'] as const)('costs a search by %s the same readings', async (kind) => {
    const { keys, customers } = waysIn(table).house;
    const values = { email: 'known-2@example.com', phone: '13700000003' };
    await customers.recognise({ ...values, account: 'u-known-2', proven: true, language: 'zh-CN' }, noon);
    const search = searchCustomers({ customers: customerStore(() => table), clock: () => noon, keyring: () => keys });
    const readings = async (value: string) => {
      const before = sent.length;
      const { body } = await search({ body: { [kind]: value }, actor: mira } as never);
      return { found: (body as { customers: unknown[] }).customers.length, read: sent.slice(before) };
    };
    const [somebody, nobody] = [await readings(values[kind]), await readings(nobodys[kind])];

    expect([somebody.found, nobody.found]).toEqual([1, 0]);
    expect(somebody.read).toEqual(nobody.read);
  });
});
