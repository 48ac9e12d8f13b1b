import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { act } from '#customers/act.ts';
import { auditStore } from '#customers/audit-store.ts';
import { changeProfile } from '#customers/change-profile.ts';
import { customerDoor } from '#customers/customer-door.ts';
import { customerStore } from '#customers/customer-store.ts';
import { eraseCustomer } from '#customers/erase-customer.ts';
import { mergeCustomers, partCustomers } from '#customers/merge-customers.ts';
import { readCustomer } from '#customers/read-customer.ts';
import { recordConsent } from '#customers/record-consent.ts';
import { recordPurchase } from '#customers/record-purchase.ts';
import type { Actor } from '#platform/auth/actor.ts';
import { idFrom } from '#platform/ids.ts';
import { type Keyring, keyring } from '#platform/personal/keyring.ts';
import type { Table } from '#platform/store/table.ts';
import { at } from '#platform/time/instant.ts';
import { NOBODY } from '#staff/staff.ts';
import { aWrapping } from '../customers/some.ts';
import { mira, shop } from '../support/people.ts';
import { aTable } from './a-table.ts';

const officer: Actor = { id: 'bao', roles: ['privacyOfficer'], app: 'desk' };

let now = at('2026-03-02T12:00:00Z');
let table: Table;
let keys: Keyring;
let needs: ReturnType<typeof needed>;

function needed() {
  const base = { table: () => table, keyring: () => keys, clock: () => now };
  return {
    ...base,
    customers: customerStore(base.table),
    door: customerDoor({ ...base, newId: (kind) => idFrom(kind, randomBytes(26)) }),
    audit: auditStore(base),
    lists: { list: async () => ({ items: [] }) },
    staff: { directory: async () => NOBODY },
  };
}

beforeAll(async () => {
  table = await aTable();
  keys = keyring({ table: () => table, wrapping: aWrapping(), clock: () => now });
  needs = needed();
});

const call = (customerId: string, actor: Actor, body: unknown = undefined) =>
  ({ path: { customerId }, body, actor, keep: () => ({ writes: () => [] }), language: 'en', from: '' }) as never;
const answered = async (reply: Promise<{ readonly body?: unknown }>) => (await reply).body as Record<string, unknown>;

async function people(...accounts: string[]) {
  for (const account of accounts) {
    await needs.door.recognise({ account, app: 'shop-app', proven: true, language: 'zh-CN' }, now);
    await keys.of(account);
  }
}
const join = (from: string, into: string) => mergeCustomers(needs)(call(from, mira, { into, reason: 'one person' }));
const partFrom = (from: string) => partCustomers(needs)(call(from, mira, { reason: 'two persons' }));
const read = (id: string) => answered(readCustomer(needs)(call(id, mira)));
const hold = (id: string, legalHold: boolean) => changeProfile(needs)(call(id, officer, { legalHold }));
const erase = (id: string, given = needs) => eraseCustomer(given)(call(id, officer, { reason: 'customerAsked' }));

describe('a legal hold', () => {
  it('outlives every merge, and is lifted from every record', async () => {
    await people('u-h1', 'u-h2', 'u-h3');
    await hold('u-h1', true);
    await join('u-h1', 'u-h2');
    await join('u-h2', 'u-h3');
    await changeProfile(needs)(call('u-h3', mira, { vip: true }));

    expect(await read('u-h3')).toMatchObject({ legalHold: true });
    await expect(erase('u-h3')).rejects.toMatchObject({ code: 'customer.legal-hold' });
    expect(await answered(hold('u-h3', false))).toMatchObject({ legalHold: false });
    expect(await read('u-h3')).toMatchObject({ legalHold: false });
    expect(await needs.door.find('u-h1')).not.toHaveProperty('legalHold');
    expect(await answered(erase('u-h3'))).toMatchObject({ records: 3 });
  });

  it('stays with whom it was for when they are parted, and with both if it began when they were one', async () => {
    await people('u-p1', 'u-p2', 'u-p3');
    await hold('u-p1', true);
    await join('u-p1', 'u-p2');
    await partFrom('u-p1');
    expect([await read('u-p1'), await read('u-p2')]).toMatchObject([{ legalHold: true }, { legalHold: false }]);

    await join('u-p3', 'u-p2');
    await hold('u-p2', true);
    await partFrom('u-p3');
    expect([await read('u-p2'), await read('u-p3')]).toMatchObject([{ legalHold: true }, { legalHold: true }]);
  });
});

describe('what somebody said and bought under two records', () => {
  const said = (given: boolean, purpose = 'marketing') => ({ purpose, textVersion: 'v1', given, channel: 'web' });
  const says = async (id: string, given: boolean, purpose?: string) =>
    act((customer, { body, actor, at: moment }) => recordConsent(customer, body as never, actor, moment))(needs)(
      call(id, shop, said(given, purpose)),
    );

  it('is the newest word on each purpose', async () => {
    await people('u-c1', 'u-c2');
    now = at('2026-03-03T12:00:00Z');
    await says('u-c2', true);
    now = at('2026-03-04T12:00:00Z');
    await says('u-c1', false);
    await says('u-c1', true, 'survey');
    await join('u-c1', 'u-c2');

    expect((await read('u-c2'))['consents']).toEqual([
      { ...said(false), at: now },
      { ...said(true, 'survey'), at: now },
    ]);
    now = at('2026-03-05T12:00:00Z');
    const { body } = await says('u-c1', true);
    expect((body as { consents: object[] }).consents).toContainEqual({ ...said(true), at: now });
  });

  it('is every order once', async () => {
    await people('u-b1', 'u-b2');
    const buys = (id: string, orderNumber: string) => answered(recordPurchase(needs)(call(id, shop, { orderNumber })));
    await buys('u-b1', 'SO-1');
    await buys('u-b2', 'SO-2');

    expect(await answered(join('u-b1', 'u-b2'))).toMatchObject({ purchases: 2, type: 'old' });
    expect(await buys('u-b2', 'SO-1')).toMatchObject({ purchases: 2 });
    expect(await buys('u-b1', 'SO-3')).toMatchObject({ purchases: 3 });
    expect(await read('u-b1')).toMatchObject({ id: 'u-b2', purchases: 3, type: 'old' });
  });
});

describe('whoever can sign in', () => {
  it('sees themself after whatever was merged and parted', async () => {
    let round = 0;
    const steps = fc.array(fc.tuple(fc.boolean(), fc.nat(3), fc.nat(3)), { minLength: 2, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        round += 1;
        const ids = ['a', 'b', 'c', 'd'].map((one) => `u-${one}-${round}`);
        await people(...ids);
        for (const [joins, one, other] of all) {
          await (joins ? join(ids[one]!, ids[other]!) : partFrom(ids[one]!)).catch(() => undefined);
        }
        for (const id of ids) {
          const seen = await readCustomer(needs)(call(id, { id, roles: ['customer'], app: 'shop-app' }));
          expect(seen).toMatchObject({ status: 200, body: { id: await needs.door.canonical(id) } });
        }
      }),
      {
        numRuns: 15,
        examples: [
          [
            [
              [true, 0, 1],
              [true, 1, 2],
            ],
          ],
        ],
      },
    );
  });

  it('sees nobody else', async () => {
    await people('u-s1', 'u-s2');
    const another: Actor = { id: 'u-s2', roles: ['customer'], app: 'shop-app' };

    await expect(readCustomer(needs)(call('u-s1', another))).rejects.toMatchObject({ code: 'customer.missing' });
  });
});

describe('an erasure', () => {
  /** Needs of an erasure behind whose first look at everybody this happens. */
  function behindTheLook(happens: () => Promise<unknown>): typeof needs {
    let looks = 0;
    const everyOne = async (id: string) => {
      const all = await needs.door.everyOne(id);
      looks += 1;
      if (looks === 1) await happens();
      return all;
    };
    return { ...needs, door: { ...needs.door, everyOne } };
  }
  const found = async (...ids: string[]) =>
    Promise.all(ids.map(async (id) => [(await needs.door.find(id))?.status, (await keys.find(id)) !== undefined]));

  it('buries whoever is merged in meanwhile before it destroys their key', async () => {
    await people('u-e1', 'u-e2', 'u-e3');
    await join('u-e2', 'u-e1');
    const receipt = await answered(
      erase(
        'u-e1',
        behindTheLook(() => join('u-e3', 'u-e1')),
      ),
    );

    expect(receipt).toMatchObject({ records: 3 });
    expect(await found('u-e1', 'u-e2', 'u-e3')).toEqual(Array(3).fill(['erased', false]));
  });

  it('stops for whoever is merged in meanwhile and held by the law', async () => {
    await people('u-l1', 'u-l2');
    await hold('u-l2', true);
    const erasing = erase(
      'u-l1',
      behindTheLook(() => join('u-l2', 'u-l1')),
    );

    await expect(erasing).rejects.toMatchObject({ code: 'customer.legal-hold' });
    expect(await found('u-l1', 'u-l2')).toEqual([
      ['known', true],
      ['merged', true],
    ]);
  });

  it('leaves whoever is parted meanwhile', async () => {
    await people('u-o1', 'u-o2');
    await join('u-o2', 'u-o1');
    await erase(
      'u-o1',
      behindTheLook(() => partFrom('u-o2')),
    );

    expect(await found('u-o1', 'u-o2')).toEqual([
      ['erased', false],
      ['known', true],
    ]);
  });
});
