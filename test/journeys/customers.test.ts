import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller, RunningHouse } from '../support/house.ts';
import { aHouse, done, opened, path, SOLUTION } from './a-house.ts';

type Entry = { readonly type: string; readonly ticketId?: string; readonly at: string };

let house: RunningHouse;
let [shop, mira, officer, wang]: Caller[] = [];
const tickets: string[] = [];
const of = (act = '') => `/v1/customers/cus_wang${act && `/${act}`}`;

beforeAll(async () => {
  house = await aHouse();
  [shop, mira, officer, wang] = await Promise.all(
    ['customerApp', 'agent', 'privacyOfficer', 'customer'].map((role) => house.as(role)),
  );
  const caller = { name: '王女士', phone: '13800138000', verified: true };
  tickets.push(await opened(house, mira!, { channel: 'phone', requester: caller }));
  tickets.push(
    await opened(house, shop!, { requester: { customerId: 'cus_wang', phone: '138 0013 8000', verified: true } }),
  );
});
afterAll(() => house.stop());

describe('a customer who calls first and signs in later', () => {
  it('is one customer, masked, on every channel', async () => {
    const { body } = await mira!.get(of());

    expect(body).toMatchObject({ id: 'cus_wang', name: '王女士', contacts: [{ masked: '138****8000', proven: true }] });
    expect(body['merged']).toHaveLength(1);
    expect((await mira!.post('/v1/customers/search', { phone: '13800138000' })).body).toMatchObject({
      customers: [{ id: 'cus_wang' }],
    });
  });

  it('sees both tickets on one timeline, page by page', async () => {
    const seen: Entry[] = [];
    for (let after = ''; ; ) {
      const { body } = await wang!.get<{ entries: Entry[]; meta: { afterCursor?: string } }>(
        `${of('timeline')}?page[size]=2${after && `&page[after]=${after}`}`,
      );
      seen.push(...body.entries);
      if (!body.meta.afterCursor) break;
      after = body.meta.afterCursor;
    }

    expect(new Set(seen.flatMap(({ ticketId }) => ticketId ?? []))).toEqual(new Set(tickets));
    expect(seen.map(({ at }) => at)).toEqual(
      seen
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
  });

  it('sees nobody else, and nobody else their data', async () => {
    const zhao = await house.as('customer', 'cus_zhao');

    for (const act of ['', 'timeline', 'export']) expect((await zhao.get(of(act))).status).toBe(404);
    for (const act of ['reveal', 'erase', 'merge', 'export']) expect((await wang!.post(of(act), {})).status).toBe(403);
  });

  it('is an old customer from their first purchase on, however often it is told', async () => {
    await shop!.post(of('purchases'), { orderNumber: 'SO-1001' });
    const { body } = await shop!.post(of('purchases'), { orderNumber: 'SO-1001' });

    expect(body).toMatchObject({ type: 'old', purchases: 1 });
  });
});

describe('clear data', () => {
  const look = () => ({ fields: ['name', 'phone'], reason: '回电核对地址', ticketId: tickets[0] });

  it('is shown to whoever holds the ticket, and the officer reads that it was', async () => {
    expect((await mira!.post(of('reveal'), look())).status).toBe(403);
    await done(house, mira!.post(path(tickets[0]!, 'take')));

    expect((await mira!.post(of('reveal'), look())).body).toEqual({
      name: '王女士',
      contacts: [{ kind: 'phone', value: '+8613800138000' }],
    });
    expect((await officer!.get(of('audit'))).body).toMatchObject({
      chains: [{ intact: true, entries: [{ by: 'mira', what: 'reveal', reason: '回电核对地址' }] }, { intact: true }],
    });
  });
});

describe('a customer who rejects two solutions', () => {
  it('is owed one call, on the channel of the house', async () => {
    await done(house, mira!.post(path(tickets[1]!, 'take')));
    for (const ticket of tickets) {
      await done(house, mira!.post(path(ticket, 'replies'), { text: '您好，我来处理。' }));
      await done(house, mira!.post(path(ticket, 'solutions'), SOLUTION));
      await done(house, mira!.post(path(ticket, 'solutions/1/reject'), { reason: '太慢了' }));
    }
    const { body } = await mira!.get<{ tickets: { origin: string; subject: string; channel: string; id: string }[] }>(
      '/v1/tickets?customer=cus_wang',
    );
    const duties = body.tickets.filter(({ origin }) => origin === 'house');

    expect(duties).toMatchObject([{ subject: '专项回访', channel: 'phone' }]);
    expect((await mira!.get(path(duties[0]!.id, 'clocks'))).body).toMatchObject({ clocks: [{ kind: 'careFollowUp' }] });
  });
});

describe('a customer who asks to be forgotten', () => {
  it('has a copy of everything first', async () => {
    const { body } = await wang!.get<{ tickets: { messages: { text: string }[] }[] }>(of('export'));

    expect(body.tickets).toHaveLength(3);
    expect(JSON.stringify(body)).toContain('+8613800138000');
  });

  it('is forgotten in every room, with a receipt, and the house still counts them', async () => {
    expect((await mira!.post(of('erase'), { reason: 'customerAsked' })).status).toBe(403);
    const receipt = (await done(house, officer!.post(of('erase'), { reason: 'customerAsked' }))).body;

    expect(receipt).toMatchObject({
      customerId: 'cus_wang',
      records: 2,
      openTickets: 3,
      signature: expect.any(String),
    });
    expect((await mira!.get(of())).status).toBe(404);
    expect((await mira!.post('/v1/customers/search', { phone: '13800138000' })).body).toEqual({ customers: [] });
    const { body } = await mira!.get(path(tickets[0]!));
    expect(body).toMatchObject({ status: 'closed', closedBecause: 'personErased', class: 'B' });
    expect(JSON.stringify(body)).not.toMatch(/王|138/);
    expect((await officer!.post(of('erase'), { reason: 'customerAsked' })).body).toEqual(receipt);
  });

  it('is somebody new when they call again', async () => {
    await opened(house, mira!, { channel: 'phone', requester: { phone: '13800138000' } });
    const { body } = await mira!.post<{ customers: { id: string }[] }>('/v1/customers/search', {
      phone: '13800138000',
    });

    expect(body.customers).toMatchObject([{ id: expect.stringMatching(/^cus_.{26}$/) }]);
  });
});
