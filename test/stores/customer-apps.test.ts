import { beforeAll, describe, expect, it } from 'vitest';
import { customerStore } from '#customers/customer-store.ts';
import { ownTimeline } from '#customers/own-timeline.ts';
import { routes } from '#customers/routes.ts';
import type { Actor } from '#platform/auth/actor.ts';
import { api } from '#platform/http/endpoint.ts';
import { newId } from '#platform/ids.ts';
import type { Table } from '#platform/store/table.ts';
import { NOBODY } from '#staff/staff.ts';
import { openTicket } from '#tickets/open-ticket.ts';
import { ticketLists } from '#tickets/ticket-lists.ts';
import { timelineReader } from '#tickets/timeline-reader.ts';
import { noon } from '../clocks/some.ts';
import { mira, otherShop, shop } from '../support/people.ts';
import { aTable } from './a-table.ts';
import { anIntake } from './an-intake.ts';

const CALL = {
  ...({ kind: 'enquiry', stage: 'preSale', channel: 'web', subject: '问尺码', body: '想问尺码' } as const),
  ...({ urgency: 'general', affectedCustomers: 1, majorLoss: false, needsSolutionDesign: false } as const),
};
const ACTS = [
  ['GET', '', undefined],
  ['GET', '/timeline', undefined],
  ['PATCH', '', { vip: true }],
  ['PATCH', '', { dedicatedContact: 'zoe' }],
  ['POST', '/consents', { purpose: 'marketing', textVersion: 'v1', given: true, channel: 'web' }],
] as const;

let house: ReturnType<typeof aHouse>;
let writes = 0;
beforeAll(async () => {
  const table = await aTable();
  table.client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (/Write|Put|Update/.test(String(commandName))) writes += 1;
        return next(args);
      },
    { step: 'initialize' },
  );
  house = aHouse(table);
});

function aHouse(table: Table) {
  const { keys, policies, customers, store: tickets } = anIntake(table);
  const given = () => table;
  const lists = ticketLists(given);
  const staff = { directory: async () => NOBODY };
  const needs = {
    ...{ clock: () => noon, keyring: () => keys, customers: customerStore(given), door: customers, lists, staff },
    ...{ own: ownTimeline(given), timelines: timelineReader({ table: given, keys, policies }) },
    cursorSecret: async () => 'secret',
  };
  const opens = openTicket({ tickets, lists, policies, customers, keys, staff, newId, clock: () => noon });
  const handler = api({ table: given, clock: () => noon }, () => needs as never, routes);
  return {
    records: needs.customers,
    customers,
    ask: async ({ id, app }: Actor, method: string, rawPath: string, body?: unknown) => {
      const claims = { sub: id, client_id: app, token_use: 'access', scope: 'kefu/customerApp' };
      const event = {
        ...{ version: '2.0', rawPath, headers: { 'content-type': 'application/json', 'accept-language': 'en' } },
        requestContext: { requestId: 'r', http: { method, path: rawPath }, authorizer: { jwt: { claims } } },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      };
      const answer = (await handler(event as never, {} as never)) as { statusCode?: number; body?: string };
      return { status: answer.statusCode, text: answer.body ?? '', body: JSON.parse(answer.body ?? '') };
    },
    opens: async (actor: Actor, requester: object) => {
      const body = { ...CALL, requester: { language: 'zh-CN' as const, verified: true, ...requester } };
      return (await opens({ body, actor, keep: () => ({ writes: () => [] }) } as never)).body as Record<
        string,
        unknown
      >;
    },
  };
}

const of = (customerId: string, act = '') => `/v1/customers/${customerId}${act}`;
const theRecord = async (id: string) => (await house.records.records([id])).get(id);

describe('an app', () => {
  it('sees the customers it brought', async () => {
    await house.opens(shop, { customerId: 'u-wang' });

    expect((await house.ask(shop, 'GET', of('u-wang'))).body).toMatchObject({ id: 'u-wang', account: true });
    expect((await house.ask(shop, 'PATCH', of('u-wang'), { vip: true })).body).toMatchObject({ vip: true });
  });

  it.each(ACTS)('gets for the customer of another what it gets for none: %s %s', async (method, act, body) => {
    await house.opens(shop, { customerId: 'u-kept' });
    const before = await theRecord('u-kept');
    const foreign = await house.ask(otherShop, method, of('u-kept', act), body);
    const nobody = await house.ask(otherShop, method, of('u-none', act), body);

    expect(foreign.status).toBe(404);
    expect(foreign.text).toBe(nobody.text);
    expect(foreign.body).toMatchObject({ code: 'customer.missing' });
    expect(await theRecord('u-kept')).toEqual(before);
  });

  it('may open a ticket under an account of another, and neither learns nor teaches anything of it', async () => {
    await house.opens(shop, { customerId: 'u-zhao', name: '赵先生', phone: '13900000001' });
    await house.ask(shop, 'PATCH', of('u-zhao'), { dedicatedContact: 'mira', vip: true });
    const before = await theRecord('u-zhao');
    const named = { name: '别人', phone: '13900000002' };
    const known = await house.opens(otherShop, { customerId: 'u-zhao', ...named });
    const unknown = await house.opens(otherShop, { customerId: 'u-nova', ...named });

    const bare = ({ id: _id, number: _number, requester, ...rest }: Record<string, unknown>) => ({
      ...rest,
      requester: { ...(requester as object), customerId: '' },
    });
    expect(bare(known)).toEqual(bare(unknown));
    expect(await theRecord('u-zhao')).toEqual(before);
    expect((await house.ask(otherShop, 'GET', of('u-zhao'))).status).toBe(404);
  });

  it('buys nothing for the customer of another', async () => {
    await house.opens(shop, { customerId: 'u-buyer' });
    const before = await theRecord('u-buyer');

    expect(await house.ask(otherShop, 'POST', of('u-buyer', '/purchases'), { orderNumber: 'SO-1' })).toMatchObject({
      status: 404,
      body: { code: 'customer.missing' },
    });
    expect(await theRecord('u-buyer')).toEqual(before);
  });

  it('makes a customer known by their first purchase, and sees them from then on', async () => {
    const bought = await house.ask(shop, 'POST', of('u-first', '/purchases'), { orderNumber: 'SO-2' });

    expect(bought.body).toMatchObject({ id: 'u-first', account: true, purchases: 1 });
    expect((await house.ask(shop, 'GET', of('u-first'))).status).toBe(200);
    expect((await house.ask(otherShop, 'GET', of('u-first'))).status).toBe(404);
  });

  it('sees on a timeline the tickets it opened and no other', async () => {
    await house.opens(shop, { customerId: 'u-busy' });
    const its = await house.opens(shop, { customerId: 'u-busy' });
    const foreign = await house.opens(otherShop, { customerId: 'u-busy' });
    const served = await house.opens(mira, { customerId: 'u-busy' });
    const { text } = await house.ask(shop, 'GET', of('u-busy', '/timeline'));

    expect(text).toContain(its['id']);
    for (const { id } of [foreign, served]) expect(text).not.toContain(id);
  });

  it('is written down once: as the first to name an account, and never again', async () => {
    const named = { account: 'u-once', proven: true, language: 'zh-CN' } as const;
    await house.customers.recognise(named, noon);
    const before = writes;
    await house.customers.recognise({ ...named, app: 'shop-app' }, noon);
    const after = writes;
    for (const app of ['shop-app', 'other-app', undefined]) await house.customers.recognise({ ...named, app }, noon);

    expect([after - before, writes - after]).toEqual([1, 0]);
    expect(await theRecord('u-once')).toMatchObject({ apps: ['shop-app'] });
  });

  it('takes over nobody by the id the house made up for them', async () => {
    const phone = '13900000010';
    const { customerId } = await house.customers.recognise({ phone, proven: true, language: 'zh-CN' }, noon);
    const before = await theRecord(customerId);
    const opened = await house.opens(shop, { customerId, name: '别人', phone: '13900000011' });
    const purchase = await house.ask(shop, 'POST', of(customerId, '/purchases'), { orderNumber: 'SO-3' });

    expect(opened['requester']).toMatchObject({ customerId });
    expect([purchase.status, (await house.ask(shop, 'GET', of(customerId))).status]).toEqual([404, 404]);
    expect(await theRecord(customerId)).toEqual(before);
    expect(before).toMatchObject({ account: false, apps: [] });
  });

  it('takes over no account by the id of a record that was merged into it', async () => {
    const phone = '13900000012';
    const given = { phone, proven: true, language: 'zh-CN' } as const;
    const { customerId } = await house.customers.recognise(given, noon);
    await house.customers.recognise({ ...given, account: 'u-signed-in' }, noon);
    await house.opens(shop, { customerId });

    expect(await theRecord('u-signed-in')).toMatchObject({ apps: [], absorbed: [{ id: customerId }] });
  });

  it('makes no account of an id the house might have made up', async () => {
    const madeUp = newId('customer');
    const opened = await house.opens(shop, { customerId: madeUp });
    const purchase = await house.ask(shop, 'POST', of(madeUp, '/purchases'), { orderNumber: 'SO-4' });

    expect(opened['requester']).not.toMatchObject({ customerId: madeUp });
    expect(await theRecord(madeUp)).toBeUndefined();
    expect(purchase.status).toBe(404);
  });

  it.each(['proven', 'said'])(
    'neither learns of the customer of another by a number they %s, nor teaches',
    async (how) => {
      const phone = how === 'proven' ? '13900000020' : '13900000021';
      const theirs = { account: `u-theirs-${how}`, app: 'shop-app', phone, language: 'zh-CN' } as const;
      await house.customers.recognise({ ...theirs, proven: how === 'proven' }, noon);
      const before = await theRecord(theirs.account);
      const index = before?.status === 'known' ? before.contacts[0]!.index : '';
      const owner = await house.records.identities([index]);
      const named = { phone, name: '别人', email: `${how}@example.com` };
      const [first, again] = [await house.opens(otherShop, named), await house.opens(otherShop, { phone })];
      const { customerId } = first['requester'] as { customerId: string };

      expect(again['requester']).toMatchObject({ customerId });
      expect(await theRecord(customerId)).toMatchObject({ apps: ['other-app'], contacts: [{ index }, {}] });
      expect(JSON.stringify(first)).not.toContain(theirs.account);
      expect(await theRecord(theirs.account)).toEqual(before);
      expect(await house.records.identities([index])).toEqual(owner);
    },
  );

  it('leaves it to staff whether the customer of another is the same person', async () => {
    const given = { phone: '13900000022', proven: true, language: 'zh-CN' } as const;
    await house.customers.recognise({ ...given, account: 'u-first-shop', app: 'shop-app' }, noon);
    const { customerId, suggestions } = await house.customers.recognise({ ...given, app: 'other-app' }, noon);

    expect(customerId).not.toBe('u-first-shop');
    expect(suggestions).toEqual(['u-first-shop']);
  });

  it('takes in no customer of another by their number', async () => {
    await house.opens(otherShop, { phone: '13900000009' });
    await house.opens(shop, { customerId: 'u-both', phone: '13900000009' });

    expect((await house.ask(otherShop, 'GET', of('u-both'))).status).toBe(404);
    expect((await house.ask(shop, 'GET', of('u-both'))).body).toMatchObject({ merged: [] });
  });

  it('sees whoever was merged with a customer of its own', async () => {
    await house.opens(otherShop, { phone: '13900000023' });
    const proved = { account: 'u-joined', phone: '13900000023', proven: true, language: 'zh-CN' } as const;
    await house.customers.recognise(proved, noon);

    expect((await house.ask(otherShop, 'GET', of('u-joined'))).body).toMatchObject({ id: 'u-joined' });
  });
});
