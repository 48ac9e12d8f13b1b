import { randomBytes } from 'node:crypto';
import { GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditStore } from '#customers/audit-store.ts';
import { changeProfile } from '#customers/change-profile.ts';
import { customerDoor } from '#customers/customer-door.ts';
import { identityPartition } from '#customers/customer-item.ts';
import { customerStore } from '#customers/customer-store.ts';
import { eraseCustomer } from '#customers/erase-customer.ts';
import { forgetCustomer } from '#customers/forget-customer.ts';
import { mayLook } from '#customers/may-look.ts';
import { mergeCustomers, partCustomers } from '#customers/merge-customers.ts';
import { ownTimeline } from '#customers/own-timeline.ts';
import { readAudit } from '#customers/read-audit.ts';
import { readCustomer } from '#customers/read-customer.ts';
import { readTimeline } from '#customers/read-timeline.ts';
import { recordPurchase } from '#customers/record-purchase.ts';
import { reveal } from '#customers/reveal.ts';
import { searchCustomers } from '#customers/search-customers.ts';
import { suggest } from '#customers/suggest.ts';
import type { Actor } from '#platform/auth/actor.ts';
import { idFrom } from '#platform/ids.ts';
import { Clear } from '#platform/personal/clear.ts';
import { type Keyring, keyring } from '#platform/personal/keyring.ts';
import { changedMeanwhile } from '#platform/store/retry.ts';
import type { Table } from '#platform/store/table.ts';
import { at } from '#platform/time/instant.ts';
import { NOBODY } from '#staff/staff.ts';
import { numberOf } from '#tickets/number.ts';
import { type Ticket, TicketId } from '#tickets/ticket.ts';
import { aWrapping } from '../customers/some.ts';
import { mira, omar, shop, tang } from '../support/people.ts';
import { aTable } from './a-table.ts';

const officer: Actor = { id: 'bao', roles: ['privacyOfficer'], app: 'desk' };
const ticketId = TicketId.parse('tkt_00000000000000000000000001');

let now = at('2026-03-02T12:00:00Z');
let table: Table;
let keys: Keyring;
let needs: ReturnType<typeof needed>;
const tickets = new Map<string, Ticket>();

function needed() {
  const base = { table: () => table, keyring: () => keys };
  return {
    ...base,
    clock: () => now,
    customers: customerStore(base.table),
    door: customerDoor({ ...base, newId: (kind) => idFrom(kind, randomBytes(26)) }),
    audit: auditStore(base),
    own: ownTimeline(base.table),
    staff: { directory: async () => NOBODY },
    tickets: { find: async (id: string) => tickets.get(id) },
    lists: { list: async () => ({ items: [] }) },
    timelines: { page: async () => ({ entries: [], more: false }) },
    values: { of: async () => [{ messageId: 'msg_1', kind: 'idNumber', value: new Clear('11010519491231002X') }] },
    mayLook: mayLook(base.table),
    cursorSecret: async () => 'secret',
  };
}

beforeAll(async () => {
  table = await aTable();
  keys = keyring({ table: () => table, wrapping: aWrapping(), clock: () => now });
  needs = needed();
});

const keep = () => ({ writes: () => [] });
const call = (customerId: string, actor: Actor, body: unknown = undefined, query: unknown = undefined) =>
  ({ path: { customerId }, body, query, actor, keep, language: 'en', from: '' }) as never;

type Body = Record<string, unknown> & { readonly id: string };
const answered = async (reply: Promise<{ readonly body?: unknown }>) => (await reply).body as Body;

let numbers = 0;
async function somebody(wish: { readonly account?: string; readonly name?: string; readonly email?: string } = {}) {
  numbers += 1;
  const phone = `137${String(numbers).padStart(8, '0')}`;
  const { customerId } = await needs.door.recognise({ proven: true, language: 'zh-CN', phone, ...wish }, now);
  return { id: customerId, phone };
}

/** A ticket of this customer that Mira holds. */
function held(customerId: string): Ticket {
  const ticket = { id: ticketId, assigneeId: 'mira', requester: { customerId } } as Ticket;
  tickets.set(ticketId, ticket);
  return ticket;
}

const look = (fields: string[]) => ({ fields, reason: '王小明 asked me to call back', ticketId });

describe('a purchase', () => {
  it('counts once an order, and makes an old customer of somebody unknown', async () => {
    const bought = { orderNumber: 'SO-1' };
    const all = await Promise.all([1, 2, 3].map(() => recordPurchase(needs)(call('u-buyer', shop, bought))));
    await recordPurchase(needs)(call('u-buyer', shop, bought));

    expect(all.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await answered(readCustomer(needs)(call('u-buyer', mira)))).toMatchObject({ purchases: 1, type: 'old' });
  });
});

describe('a care profile', () => {
  it('is read by those who serve, and lies sealed in the table', async () => {
    const { id } = await somebody({ name: '王小明' });
    const care = { preferences: ['偏好电话沟通'], concerns: ['关注售后时效'] };
    await changeProfile(needs)(call(id, mira, { care, vip: true }));

    expect(await answered(readCustomer(needs)(call(id, mira)))).toMatchObject({ care, vip: true });
    expect(JSON.stringify(await everything())).not.toContain('电话沟通');

    const told = { preferences: ['只打 13812345678'], concerns: ['王小明怕噪音'] };
    await changeProfile(needs)(call(id, mira, { care: told }));
    const { care: shown } = await answered(readCustomer(needs)(call(id, mira)));
    expect(shown).toEqual({ preferences: ['只打 138****5678'], concerns: ['王**怕噪音'] });

    await changeProfile(needs)(call(id, mira, { care: null }));
    expect(await answered(readCustomer(needs)(call(id, mira)))).not.toHaveProperty('care');
  });

  it('is refused to whoever decided on an older one', async () => {
    const { id } = await somebody();
    const stale = { ...(call(id, mira, { vip: true }) as object), keep: () => ({ expect: 7, writes: () => [] }) };

    await expect(changeProfile(needs)(stale as never)).rejects.toMatchObject({ code: 'customer.changed' });
  });
});

describe('searching', () => {
  it('finds exactly one value, whatever record it led to, and answers nobody in the same form', async () => {
    const { id, phone } = await somebody({ email: 'search@example.com' });
    const search = async (body: object) => answered(searchCustomers(needs)(call('', mira, body)));

    expect(await search({ phone })).toMatchObject({ customers: [{ id }] });
    expect(await search({ email: 'SEARCH@example.com' })).toMatchObject({ customers: [{ id }] });
    expect(await search({ account: id })).toMatchObject({ customers: [{ id }] });
    expect(await search({ phone: '+8613700009999' })).toEqual({ customers: [] });
    expect(await search({ account: 'u-nobody' })).toEqual({ customers: [] });
  });
});

describe('two records of one person', () => {
  it('are shown as one, with every contact and the name of either', async () => {
    const caller = await somebody({ name: '韩梅梅', email: 'han@example.com' });
    await needs.door.recognise({ account: 'u-han', phone: caller.phone, proven: true, language: 'zh-CN' }, now);
    held(caller.id);

    expect(await answered(readCustomer(needs)(call('u-han', mira)))).toMatchObject({
      name: '韩**',
      contacts: [{ kind: 'phone' }, { kind: 'email' }],
      merged: [caller.id],
    });
    expect(await answered(reveal(needs)(call('u-han', mira, look(['name', 'email']))))).toEqual({
      name: '韩梅梅',
      contacts: [{ kind: 'email', value: 'han@example.com' }],
    });
    for (const id of ['u-han', caller.id]) {
      const looks = (await needs.audit.chain(id)).filter(({ what }) => what === 'reveal');
      expect(looks, `on the chain of ${id}`).toHaveLength(1);
    }
  });

  it('are suggested by their name, merged by staff, and parted again', async () => {
    const one = await somebody({ account: 'u-li', name: '李雷' });
    const other = await somebody({ account: 'u-li-2', name: '李 雷' });
    expect(await answered(suggest(needs)(call(one.id, mira)))).toEqual({
      suggestions: [{ customerId: 'u-li-2', name: '李**', account: true, shares: ['name'] }],
    });

    const reason = { reason: '李雷 told me' };
    await mergeCustomers(needs)(call('u-li-2', mira, { into: 'u-li', ...reason }));
    const seen = await needs.door.recognise({ phone: other.phone, proven: true, language: 'zh-CN' }, now);
    expect(seen.customerId).toBe('u-li');
    expect(await needs.door.everyOne('u-li-2')).toEqual(['u-li', 'u-li-2']);
    await expect(mergeCustomers(needs)(call('u-li-2', mira, { into: 'u-li', ...reason }))).rejects.toMatchObject({
      code: 'customer.not-known',
    });

    await partCustomers(needs)(call('u-li-2', mira, reason));
    expect(await needs.door.everyOne('u-li-2')).toEqual(['u-li-2']);
    expect(await answered(suggest(needs)(call('u-li', mira)))).toEqual({ suggestions: [] });
    expect((await needs.audit.chain('u-li-2')).map(({ what, of }) => [what, of])).toEqual([
      ['merge', ['u-li']],
      ['part', ['u-li']],
    ]);
    expect(JSON.stringify(await everything())).not.toContain('李雷');
  });

  it('make no key for somebody who is not there', async () => {
    await expect(mergeCustomers(needs)(call('u-none', mira, { into: 'u-li', reason: 'x' }))).rejects.toMatchObject({
      code: 'customer.missing',
    });
    expect(await keys.find('u-none')).toBeUndefined();
  });
});

describe('revealing', () => {
  it('shows what was asked for, after the chain has it', async () => {
    const { id, phone } = await somebody({ name: '王小明', email: 'xm@example.com' });
    held(id);

    expect(await answered(reveal(needs)(call(id, mira, look(['name', 'phone']))))).toEqual({
      name: '王小明',
      contacts: [{ kind: 'phone', value: `+86${phone}` }],
    });
    const audit = await answered(readAudit(needs)(call(id, officer)));
    expect(audit['chains']).toMatchObject([
      {
        intact: true,
        entries: [{ n: 1, by: 'mira', what: 'reveal', of: ['name', 'phone'], reason: '王** asked me to call back' }],
      },
    ]);
  });

  it('shows nothing when the chain cannot be written', async () => {
    const { id } = await somebody();
    held(id);
    const audit = { ...needs.audit, append: () => Promise.reject(new Error('no table')) };

    await expect(reveal({ ...needs, audit })(call(id, mira, look(['phone'])))).rejects.toThrow('no table');
  });

  it.each([
    ['who does not hold the ticket', omar, ['phone'], 'customer.not-served'],
    ['who asks for numbers sealed at the door', mira, ['sealedValues'], 'customer.sealed-by-officer'],
  ])('is refused to an agent %s', async (_, actor, fields, code) => {
    const { id } = await somebody();
    held(id);

    await expect(reveal(needs)(call(id, actor, look(fields)))).rejects.toMatchObject({ code });
    expect(await needs.audit.chain(id)).toEqual([]);
  });

  it("is refused with somebody else's ticket", async () => {
    const [one, other] = [await somebody(), await somebody()];
    held(other.id);

    await expect(reveal(needs)(call(one.id, mira, look(['phone'])))).rejects.toMatchObject({ code: 'ticket.missing' });
  });

  it('is for leaders too, and for the privacy officer what was sealed at the door', async () => {
    const { id } = await somebody();
    held(id);

    expect((await reveal(needs)(call(id, tang, look(['phone'])))).status).toBe(200);
    expect(await answered(reveal(needs)(call(id, officer, look(['sealedValues']))))).toEqual({
      contacts: [],
      sealedValues: [{ messageId: 'msg_1', kind: 'idNumber', value: '11010519491231002X' }],
    });
  });

  it('is one look, however many records somebody has', async () => {
    const caller = await somebody();
    await needs.door.recognise({ account: 'u-many', phone: caller.phone, proven: true, language: 'zh-CN' }, now);
    held(caller.id);
    const looks: string[] = [];
    const once = async <Shown>(personId: string, _: unknown, show: () => Promise<Shown>) => {
      looks.push(personId);
      return show();
    };

    const reply = await reveal({ ...needs, mayLook: once })(call('u-many', mira, look(['phone'])));
    expect(reply.status).toBe(200);
    expect(looks).toEqual(['mira']);
  });

  it('ends after thirty looks within the hour', async () => {
    const { id } = await somebody();
    held(id);
    const busy: Actor = { ...tang, id: 'busy' };
    for (let each = 0; each < 30; each += 1) await reveal(needs)(call(id, busy, look(['phone'])));

    await expect(reveal(needs)(call(id, busy, look(['phone'])))).rejects.toMatchObject({
      ...{ code: 'customer.reveal-limit', message: expect.not.stringContaining('customers') }, // it was one all along
    });
    expect(await needs.audit.chain(id)).toHaveLength(30);
  });

  it('is not counted when nothing was shown, for want of a place on the chain', async () => {
    const { id } = await somebody();
    held(id);
    const hurried: Actor = { ...tang, id: 'hurried' };
    const asked = () => call(id, hurried, look(['phone']));
    const append = async () => Promise.reject(changedMeanwhile());
    const lost = { ...needs, audit: { ...needs.audit, append } };
    for (let each = 0; each < 3; each += 1) {
      await expect(reveal(lost)(asked())).rejects.toMatchObject({ code: 'store.changed-meanwhile' });
    }
    for (let each = 0; each < 30; each += 1) await reveal(needs)(asked());

    await expect(reveal(needs)(asked())).rejects.toMatchObject({ code: 'customer.reveal-limit' });
    expect(await needs.audit.chain(id)).toHaveLength(30);
  });
});

describe('the audit chain in the table', () => {
  it('takes ten entries at once without losing its order, and shows a forged one', async () => {
    const { id } = await somebody();
    const entry = { at: now, by: 'mira', what: 'reveal' as const, of: ['phone'] };
    const tried = await Promise.allSettled(Array.from({ length: 10 }, () => needs.audit.append(id, entry)));
    const done = tried.filter(({ status }) => status === 'fulfilled').length;
    const chains = async () => (await answered(readAudit(needs)(call(id, officer))))['chains'] as object[];
    expect(await chains()).toMatchObject([
      { intact: true, entries: Array.from({ length: done }, (_, n) => ({ n: n + 1 })) },
    ]);

    const Key = { pk: `customer_${id}`, sk: 'audit#00000001' };
    const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key }));
    await table.client.send(new PutCommand({ TableName: table.name, Item: { ...Item, by: 'omar' } }));
    expect(await chains()).toMatchObject([{ intact: false, brokenAt: 1 }]);
  });
});

describe('erasing a person', () => {
  const because = { reason: 'customerAsked' };
  async function twoRecords(account: string) {
    const caller = await somebody({ name: '赵敏', email: `${account}@example.com` });
    await needs.door.recognise({ account, phone: caller.phone, proven: true, language: 'zh-CN' }, now);
    return caller;
  }

  it('leaves a tombstone, numbers, and nothing that opens or finds them', async () => {
    const { id, phone } = await twoRecords('u-zhao');
    await recordPurchase(needs)(call('u-zhao', shop, { orderNumber: 'SO-9' }));
    const receipt = await answered(eraseCustomer(needs)(call('u-zhao', officer, because)));

    expect(receipt).toMatchObject({ customerId: 'u-zhao', records: 2, erasedAt: now });
    expect(await needs.door.find('u-zhao')).toMatchObject({ status: 'erased', purchases: 1, type: 'old' });
    expect(await needs.door.find(id)).toMatchObject({ status: 'erased', mergedInto: 'u-zhao' });
    expect(await needs.door.everyOne(id)).toEqual(['u-zhao', id]);
    expect(await Promise.all(['u-zhao', id].map((one) => keys.find(one)))).toEqual([undefined, undefined]);
    expect((await needs.door.recognise({ phone, proven: true, language: 'zh-CN' }, now)).isNew).toBe(true);
    await expect(readCustomer(needs)(call('u-zhao', mira))).rejects.toMatchObject({ code: 'customer.missing' });
    expect((await answered(readAudit(needs)(call('u-zhao', officer))))['chains']).toMatchObject([
      { intact: true, entries: [{ what: 'erase', because: 'customerAsked' }] },
      { intact: true },
    ]);
  });

  it('takes away what a name is found by', async () => {
    const name = '柳如烟';
    const { id } = await somebody({ account: 'u-named', name });
    const index = (await keys.house()).index('name', name);
    const findings = async () => (await everything()).filter(({ pk }) => String(pk).endsWith(index));
    const before = await findings();
    await eraseCustomer(needs)(call(id, officer, because));

    expect(before).toMatchObject([{ entity: 'claim', customerId: id }]);
    expect(await findings()).toEqual([]);
  });

  it('leaves to whoever proves it next a value that still is on file as theirs', async () => {
    const { id, phone } = await somebody();
    const index = (await keys.house()).index('phone', `+86${phone}`);
    const onFile = (await everything()).find(({ pk, sk }) => pk === identityPartition(index) && sk === '@identity')!;
    await eraseCustomer(needs)(call(id, officer, because));
    await table.client.send(new PutCommand({ TableName: table.name, Item: onFile }));
    const next = await needs.door.recognise({ phone, proven: true, language: 'zh-CN' }, now);

    expect(next).toMatchObject({ isNew: true });
    expect((await needs.door.recognise({ phone, proven: true, language: 'zh-CN' }, now)).customerId).toBe(
      next.customerId,
    );
  });

  it('buries those as well who were taken in after everybody was read', async () => {
    await somebody({ account: 'u-takes-in' });
    const { id: late } = await somebody();
    let read = 0;
    const everyOne: typeof needs.door.everyOne = async (id) => {
      const all = await needs.door.everyOne(id);
      read += 1;
      if (read === 1) await mergeCustomers(needs)(call(late, mira, { into: 'u-takes-in', reason: 'the same' }));
      return all;
    };
    const asked = { ...needs, door: { ...needs.door, everyOne } };

    expect(await answered(eraseCustomer(asked)(call('u-takes-in', officer, because)))).toMatchObject({ records: 2 });
    expect(await needs.door.find(late)).toMatchObject({ status: 'erased' });
  });

  it('tells every room once, and the same receipt whenever it is asked again', async () => {
    await twoRecords('u-min');
    const first = await answered(eraseCustomer(needs)(call('u-min', officer, because)));
    now = at('2026-03-02T13:00:00Z');
    const again = await answered(eraseCustomer(needs)(call('u-min', officer, because)));

    expect(again).toEqual(first);
    const told = (await everything()).filter(
      ({ type, customerId }) => type === 'CustomerErased' && customerId === 'u-min',
    );
    expect(told).toMatchObject([{ ids: ['u-min', expect.stringMatching(/^cus_/)] }]);
  });

  it('gives one receipt to all who ask at once, however late they read what another buried', async () => {
    await twoRecords('u-once');
    const ask = (asked: typeof needs) => answered(eraseCustomer(asked)(call('u-once', officer, because)));
    const others: Promise<Body>[] = [];
    const { changeAll } = needs.customers;
    const late: typeof changeAll = async (...change) => {
      if (others.length === 0) others.push(ask(needs), ask(needs), ask(needs));
      await Promise.all(others);
      return changeAll(...change);
    };
    const receipt = await ask({ ...needs, customers: { ...needs.customers, changeAll: late } });

    expect(receipt).toMatchObject({ customerId: 'u-once', records: 2 });
    expect(await Promise.all(others)).toEqual([receipt, receipt, receipt]);
  });

  it('names who may be the same person, under whatever record they gave the same', async () => {
    const { id: first, phone } = await twoRecords('u-twin');
    const double = await needs.door.recognise({ phone, proven: false, language: 'zh-CN' }, now);
    const { id: namesake } = await somebody({ account: 'u-namesake', name: '赵敏' });
    const { id: apart } = await somebody({ account: 'u-other', name: '赵敏' });
    const reason = { reason: 'they are two' };
    await mergeCustomers(needs)(call(apart, mira, { into: 'u-twin', ...reason }));
    await partCustomers(needs)(call(apart, mira, reason));
    const { alike } = await answered(eraseCustomer(needs)(call(first, officer, because)));

    expect(alike).toHaveLength(2);
    expect(alike).toContainEqual({ id: double.customerId, by: ['phone'] });
    expect(alike).toContainEqual({ id: namesake, by: ['name'] });
  });

  it('tells with each record what it was found by, but for what is another’s', async () => {
    const house = await keys.house();
    const { id, phone } = await twoRecords('u-found');
    const other = await somebody({ email: 'family@example.com' });
    await needs.door.recognise(
      { account: 'u-found', email: 'family@example.com', proven: false, language: 'zh-CN' },
      now,
    );
    await eraseCustomer(needs)(call('u-found', officer, because));
    const indexes = (await everything())
      .filter((one) => one['type'] === 'CustomerErased' && [id, 'u-found'].includes(String(one['customerId'])))
      .flatMap((one) => one['indexes'] as string[]);

    expect(indexes).toEqual(
      expect.arrayContaining([
        ...[
          house.index('phone', `+86${phone}`),
          house.index('email', 'u-found@example.com'),
          house.index('name', '赵敏'),
        ],
      ]),
    );
    expect(indexes).not.toContain(house.index('email', 'family@example.com'));
    expect(await needs.door.find(other.id)).toMatchObject({ status: 'known' });
  });

  it.each(['findings', 'audit', 'keys'].flatMap((where) => [1, 2, 3, 4, 5, 6].map((which) => [where, which] as const)))(
    'ends erased when it is repeated after a crash at %s, call %d',
    async (where, which) => {
      const account = `u-crash-${where}-${which}`;
      const { id, phone } = await twoRecords(account);
      await eraseCustomer(crashing(where, which))(call(account, officer, because)).catch(() => undefined);
      await eraseCustomer(needs)(call(id, officer, because));

      expect(await Promise.all([account, id].map((one) => keys.find(one)))).toEqual([undefined, undefined]);
      expect(await Promise.all([account, id].map(async (one) => (await needs.door.find(one))?.status))).toEqual([
        'erased',
        'erased',
      ]);
      expect((await needs.door.recognise({ phone, proven: true, language: 'zh-CN' }, now)).isNew).toBe(true);
    },
  );

  it('is finished by whoever hears of it', async () => {
    const { id } = await twoRecords('u-heard');
    const dead = { ...keys, destroy: () => Promise.reject(new Error('crash')) };
    await expect(eraseCustomer({ ...needs, keyring: () => dead })(call('u-heard', officer, because))).rejects.toThrow(
      'crash',
    );
    expect(await keys.find(id)).toBeDefined();

    const [event] = (await everything()).filter(
      (one) => one['type'] === 'CustomerErased' && one['customerId'] === 'u-heard',
    );
    const alive = await somebody();
    const forged = { ...event, ids: [...(event!['ids'] as string[]), alive.id] };
    await forgetCustomer(needs)(forged as never);
    await forgetCustomer(needs)(event as never);
    expect(await keys.find(id)).toBeUndefined();
    expect(await keys.find(alive.id)).toBeDefined();
  });

  it('is refused while the law keeps the data', async () => {
    const { id } = await somebody();
    await changeProfile(needs)(call(id, officer, { legalHold: true }));

    await expect(eraseCustomer(needs)(call(id, officer, because))).rejects.toMatchObject({
      code: 'customer.legal-hold',
    });
    expect(await keys.find(id)).toBeDefined();
  });

  /** Needs of which one call fails. */
  function crashing(where: string, after: number): typeof needs {
    let left = after;
    const or = <Args extends unknown[], Answer>(act: (...args: Args) => Promise<Answer>) => {
      return (...args: Args): Promise<Answer> => {
        left -= 1;
        return left === 0 ? Promise.reject(new Error('crash')) : act(...args);
      };
    };
    if (where === 'audit') return { ...needs, audit: { ...needs.audit, next: or(needs.audit.next) } };
    if (where === 'keys') return { ...needs, keyring: () => ({ ...keys, destroy: or(keys.destroy) }) };
    const { records, changeAll } = needs.customers;
    return { ...needs, customers: { ...needs.customers, records: or(records), changeAll: or(changeAll) } };
  }
});

describe('the timeline of a customer', () => {
  it('comes in pages, newest first, over every record they have', async () => {
    const { id } = await somebody();
    for (let hour = 13; hour < 18; hour += 1) {
      now = at(`2026-03-03T${hour}:00:00Z`);
      await changeProfile(needs)(call(id, mira, { vip: hour % 2 === 0 }));
    }
    const types: unknown[] = [];
    for (let after: unknown; ; ) {
      const query = { 'page[size]': 2, ...(after !== undefined && { 'page[after]': after }) };
      const page = await answered(readTimeline(needs)(call(id, mira, undefined, query)));
      types.push(...(page['entries'] as { at: string }[]).map((entry) => entry.at.slice(0, 13)));
      after = (page['meta'] as Record<string, unknown>)['afterCursor'];
      if (after === undefined) break;
    }

    expect(types.slice(0, 5)).toEqual([17, 16, 15, 14, 13].map((hour) => `2026-03-03T${hour}`));
    expect(types).toHaveLength(6);
  });

  it('names the ticket by its number beside the number of its solution', async () => {
    const { id } = await somebody();
    const offered = { ...{ place: 't#1', at: now, type: 'SolutionOffered' }, number: 1 };
    const its = {
      ...needs,
      lists: { list: async () => ({ items: [held(id)] }) },
      timelines: { page: async () => ({ entries: [offered], more: false }) },
    };
    const { entries } = await answered(readTimeline(its)(call(id, mira, undefined, { 'page[size]': 5 })));

    expect((entries as object[]).at(-1)).toMatchObject({ ticketId, ticketNumber: numberOf(ticketId), number: 1 });
  });

  it.each([
    [500, false],
    [501, true],
  ])('of %i tickets reads a few at the same time, and says whether some are left out: %s', async (count, leftOut) => {
    const { id } = await somebody();
    const all = Array.from({ length: count }, () => held(id));
    let [running, most] = [0, 0];
    const its = {
      ...needs,
      lists: {
        list: async (_: unknown, size: number, after = '0') => {
          const end = Number(after) + size;
          return { items: all.slice(Number(after), end), ...(end < count && { after: String(end) }) };
        },
      },
      timelines: {
        page: async () => {
          running += 1;
          most = Math.max(most, running);
          await new Promise((resolve) => setTimeout(resolve, 1));
          running -= 1;
          return { entries: [], more: false };
        },
      },
    };
    const { ticketsLeftOut } = await answered(readTimeline(its)(call(id, mira, undefined, { 'page[size]': 5 })));

    expect({ ticketsLeftOut, few: most <= 25 }).toEqual({ ticketsLeftOut: leftOut, few: true });
  });
});

async function everything(): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
  return Items;
}
