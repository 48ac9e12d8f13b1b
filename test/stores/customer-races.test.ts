import { randomBytes } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Customer } from '#customers/customer.ts';
import { type Contacted, type CustomerDoor, customerDoor } from '#customers/customer-door.ts';
import { customerEntity } from '#customers/customer-item.ts';
import { idFrom } from '#platform/ids.ts';
import { keyring } from '#platform/personal/keyring.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Table } from '#platform/store/table.ts';
import { at } from '#platform/time/instant.ts';
import { aWrapping } from '../customers/some.ts';
import { aTable } from './a-table.ts';

const noon = at('2026-03-02T12:00:00Z');

let table: Table;
let door: CustomerDoor;
beforeAll(async () => {
  table = await aTable();
  const keys = keyring({ table: () => table, wrapping: aWrapping(), clock: () => noon });
  door = customerDoor({ table: () => table, keyring: () => keys, newId: (kind) => idFrom(kind, randomBytes(26)) });
});

const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const aContact = fc.record({
  account: maybe(fc.constantFrom('u-a', 'u-b', 'u-c')),
  phone: maybe(fc.constantFrom('13900000001', '13900000002', '13900000003')),
  email: maybe(fc.constantFrom('one@example.com', 'two@example.com')),
  proven: fc.boolean(),
});
type Wave = {
  readonly account?: unknown;
  readonly phone?: unknown;
  readonly email?: unknown;
  readonly proven?: unknown;
};

/** Contacts that come at the same time, wave after wave; every run has names and numbers of its own. */
const waves = fc.array(fc.array(aContact, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });

let runs = 0;
function ofThisRun({ account, phone, email, proven }: Wave): Contacted {
  return {
    ...(account !== undefined && { account: `${account}-${runs}` }),
    ...(phone !== undefined && {
      phone: `${String(phone).slice(0, 6)}${String(runs).padStart(4, '0')}${String(phone).slice(-1)}`,
    }),
    ...(email !== undefined && { email: `${runs}.${email}` }),
    proven: proven === true,
    language: 'zh-CN',
  };
}

async function everything() {
  const items: Record<string, unknown>[] = [];
  for (let from: Record<string, unknown> | undefined; ; ) {
    const page = await table.client.send(new ScanCommand({ TableName: table.name, ExclusiveStartKey: from }));
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
    if (!from) return items;
  }
}

const keyOf = ({ pk, sk }: Record<string, unknown>) => `${pk} ${sk}`;

describe('customers who turn up at the same time', () => {
  it('are each one record, whatever was proven when', async () => {
    await fc.assert(
      fc.asyncProperty(waves, async (all) => {
        runs += 1;
        for (const wave of all) {
          const came = await Promise.allSettled(wave.map((one) => door.recognise(ofThisRun(one), noon)));
          for (const one of came) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(Refusal);
        }
        const items = await everything();
        const records = items
          .filter(({ entity }) => entity === 'customer')
          .map((item) => customerEntity.fromItem(item));
        const byId = new Map(records.map((one) => [one.id, one]));
        const keys = new Set(items.map(keyOf));
        for (const one of records) expectSound(one, byId, keys);

        for (const one of all.flat().filter(({ proven }) => proven)) {
          const { account: _account, ...values } = ofThisRun(one);
          if (!values.phone && !values.email) continue;
          const [first, again] = [await door.recognise(values, noon), await door.recognise(values, noon)];
          expect(again).toMatchObject({ customerId: first.customerId, isNew: false });
        }
      }),
      { numRuns: 15 },
    );
  });
});

function expectSound(one: Customer, byId: ReadonlyMap<string, Customer>, keys: ReadonlySet<string>): void {
  if (one.status === 'erased') throw new Error('Nobody was erased');
  if (one.status === 'merged') {
    expect(one.account).toBe(false);
    const into = byId.get(one.mergedInto);
    expect(into).toMatchObject({ account: true });
    expect(into?.status === 'known' && into.absorbed.map(({ id }) => id)).toContain(one.id);
  }
  for (const { index } of one.contacts) {
    expect(keys).toContain(`idn_${index} @identity`);
  }
  const indexes = one.contacts.map(({ index }) => index);
  expect(indexes).toEqual([...new Set(indexes)]);
}
