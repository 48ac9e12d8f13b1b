import { beforeAll, describe, expect, it } from 'vitest';
import type { Table } from '#platform/store/table.ts';
import { noon } from '../clocks/some.ts';
import { mira, otherShop, shop } from '../support/people.ts';
import { aTable } from './a-table.ts';
import { waysIn } from './ways-in.ts';

let table: Table;
beforeAll(async () => {
  table = await aTable();
});

let numbers = 0;
const review = (wish: object = {}) => {
  numbers += 1;
  return { source: 'appReview', externalId: `r-${numbers}`, text: '很好用', at: noon, ...wish };
};
const bring = async (house: ReturnType<typeof waysIn>, ...items: object[]) =>
  (await house.post(shop, '/v1/feedback', { items })).body['results'];

describe('feedback', () => {
  it('is kept once, however often and in whichever batch it comes', async () => {
    const house = waysIn(table);
    const one = review({ score: 5 });

    const [first, again] = await bring(house, one, one);
    const [later] = await bring(house, one);

    expect(first).toMatchObject({ outcome: 'stored', sentiment: 'positive', department: 'customerService' });
    expect([again, later]).toEqual([
      { ...first, outcome: 'known' },
      { ...first, outcome: 'known' },
    ]);
  });

  it('with other words or another score under its id is refused, not lost', async () => {
    const house = waysIn(table);
    const one = review({ score: 5 });
    const [first, ...others] = await bring(house, one, { ...one, text: '骗人' }, { ...one, score: 1 }, one);

    expect(others).toEqual([
      ...Array(2).fill({ outcome: 'refused', faults: [expect.objectContaining({ code: 'feedback.other-words' })] }),
      { ...first, outcome: 'known' },
    ]);
  });

  it('opens a ticket in the language it is written in', async () => {
    const house = waysIn(table);
    const [english] = await bring(house, review({ score: 1, text: 'A fraud, I want a refund' }));
    const [chinese] = await bring(house, review({ score: 1, text: '骗人，我要退款' }));
    const tickets = (await house.everything()).filter(({ sk }) => sk === '@ticket');
    const of = ({ ticketId }: { ticketId: string }) => tickets.find(({ pk }) => pk === ticketId);

    expect(of(english)).toMatchObject({ requester: { language: 'en' } });
    expect(of(chinese)).toMatchObject({ requester: { language: 'zh-CN' } });
  });

  it('of one app is nothing to another that gives it the same id', async () => {
    const house = waysIn(table);
    const one = review({ text: '骗人，我要退款', score: 1 });
    const [ours] = await bring(house, one);
    const theirs = await house.post(otherShop, '/v1/feedback', { items: [{ ...one, text: '赞', score: 5 }] });
    const [other] = theirs.body['results'];

    expect(other).toMatchObject({ outcome: 'stored', sentiment: 'positive' });
    expect(other.id).not.toBe(ours.id);
    expect(other).not.toHaveProperty('ticketId');
    expect((await bring(house, one))[0]).toEqual({ ...ours, outcome: 'known' });
  });

  it('is kept once when ten bring it at the same moment, and opens one ticket', async () => {
    const house = waysIn(table);
    const one = review({ score: 1, text: '骗人，我要退款' });

    const results = (await Promise.all(Array.from({ length: 10 }, () => bring(house, one)))).flat();
    const tickets = new Set(results.map(({ ticketId }) => ticketId));

    expect(results.filter(({ outcome }) => outcome === 'stored')).toHaveLength(1);
    expect(results.filter(({ outcome }) => outcome === 'known')).toHaveLength(9);
    expect([...tickets]).toEqual([expect.stringMatching(/^tkt_/)]);
  });

  it('is judged by itself: one that is wrong names its faults and loses no other', async () => {
    const house = waysIn(table);
    const later = '2026-03-02T12:06:00Z';

    const results = await bring(
      house,
      review({ score: 9 }),
      review(),
      review({ colour: 'red' }),
      review({ at: later }),
    );

    expect(results.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'refused',
      'stored',
      'refused',
      'refused',
    ]);
    expect(results[0].faults).toMatchObject([{ path: 'body.items.0.score' }]);
    expect(results[2].faults).toMatchObject([{ path: 'body.items.2.colour', code: 'unknown' }]);
    expect(results[3].faults).toEqual([{ path: 'body.items.3.at', code: 'future', message: 'lies in the future' }]);
  });

  it('whose order number is somebody’s number is refused where it stands, and nothing of it is kept', async () => {
    const house = waysIn(table);
    const before = (await house.everything()).length;
    const numbered = (wish: object) => review({ orderNumber: '13812345678', ...wish });
    const results = await bring(house, numbered({ score: 5 }), numbered({ score: 1, author: { name: '王明' } }));

    expect(results).toMatchObject([
      { outcome: 'refused', faults: [{ path: 'body.items.0.orderNumber', code: 'personal' }] },
      { outcome: 'refused', faults: [{ path: 'body.items.1.orderNumber', code: 'personal' }] },
    ]);
    expect(await house.everything()).toHaveLength(before);
  });

  it.each([
    ['a low score', { score: 2, text: '一般' }, 'feedback', 'app'],
    ['a low score and words of complaint', { score: 1, text: '假货！要求赔偿' }, 'complaint', 'app'],
    ['bad words without a score', { source: 'social', text: '客服态度太差了，没人理' }, 'feedback', 'social'],
  ])('with %s opens a ticket that holds its words alone', async (_, wish, kind, channel) => {
    const house = waysIn(table);

    const [{ id, ticketId }] = await bring(house, review(wish));
    const ticket = await house.own.door.find(ticketId);

    expect(ticket).toMatchObject({ kind, channel, status: 'received' });
    expect(await house.house.said(ticket!)).toMatchObject([{ text: wish.text, from: 'customer' }]);
    expect(await house.own.feedback.find(id)).toMatchObject({ ticketId, customerId: ticket!.requester.customerId });
    expect((await house.own.feedback.find(id))?.text).toBeUndefined();
  });

  it('of a known customer is sealed under their key, of anybody else under the key of the house', async () => {
    const house = waysIn(table);

    const [known, unknown] = await bring(
      house,
      review({ author: { name: '王小明', customerId: 'cus_wang' }, text: '很好，我的身份证号是 11010519491231002X' }),
      review({ author: { name: '路人' }, text: '喜欢' }),
    );
    const [{ text, author }, other] = [
      await house.own.feedback.find(known.id),
      await house.own.feedback.find(unknown.id),
    ] as never as [{ text: never; author: string }, { text: never; customerId?: string }];
    const place = { pk: known.id, sk: '@feedback', attribute: 'text' };
    const opened = (await house.own.keys.of('cus_wang')).open(place, text);

    expect(opened).toContain('很好，我的身份证号是');
    expect(opened).not.toContain('11010519491231002X');
    expect(author).toBe('王**');
    expect(other.customerId).toBeUndefined();
    expect((await house.own.keys.house()).open({ ...place, pk: unknown.id }, other.text)).toBe('喜欢');
  });

  it('tells the house what it is, and no word of it', async () => {
    const house = waysIn(table);
    const [{ id }] = await bring(
      house,
      review({ score: 3, text: '快递员小李送货很快', author: { phone: '13800138000' } }),
    );

    const event = (await house.everything()).find((item) => item['pk'] === id && item['entity'] === 'event');

    expect(event).toMatchObject({
      type: 'FeedbackReceived',
      source: 'appReview',
      sentiment: 'neutral',
      topic: 'logistics',
      department: 'logistics',
      score: 3,
    });
    expect(JSON.stringify(await house.everything())).not.toMatch(/小李|13800138000/);
  });

  it('is answered alike when the request is repeated under its key', async () => {
    const house = waysIn(table);
    const items = [review(), review({ score: 1 })];
    const send = () => house.post(shop, '/v1/feedback', { items }, { 'idempotency-key': 'batch-1' });

    expect((await send()).body).toEqual((await send()).body);
  });

  it('is brought by whoever may, 25 at once at most, and listed by people of the house', async () => {
    const house = waysIn(table);
    const many = Array.from({ length: 26 }, () => review());

    expect((await house.post(shop, '/v1/feedback', { items: many })).status).toBe(400);
    expect((await house.post({ ...shop, roles: ['customer'] }, '/v1/feedback', { items: [review()] })).status).toBe(
      403,
    );
    expect((await house.get(shop, '/v1/feedback')).status).toBe(403);
  });
});

describe('the list of feedback', () => {
  it('shows it newest first over all sources, page by page, masked', async () => {
    const own = await aTable();
    const house = waysIn(own);
    const sources = ['appReview', 'social', 'market', 'email'];
    const items = Array.from({ length: 20 }, (_, number) =>
      review({
        source: sources[number % 4],
        at: `2026-03-02T10:${10 + number}:00Z`,
        text: `喜欢 ${number} 请打 13800138000`,
      }),
    );
    await bring(house, ...items);

    const seen: Record<string, string>[] = [];
    for (let path = '/v1/feedback?page[size]=7'; path; ) {
      const { body } = await house.get(mira, path);
      seen.push(...body['feedback']);
      path = body['links'].next ?? '';
    }
    const social = await house.get(mira, '/v1/feedback?source=social&sentiment=positive');

    expect(seen.map(({ at }) => at)).toEqual(items.map(({ at }) => at.replace('Z', '.000Z')).reverse());
    expect(seen[0]!['text']).toBe('喜欢 19 请打 138****8000');
    expect(social.body['feedback']).toHaveLength(5);
    expect((await house.get(mira, '/v1/feedback?department=technical')).body['feedback']).toEqual([]);
    expect((await house.get(mira, '/v1/feedback?page[after]=nonsense')).status).toBe(400);
  });

  it('shows nothing of what an erased customer wrote', async () => {
    const house = waysIn(await aTable());
    await bring(house, review({ author: { customerId: 'cus_wang' } }));
    house.own.keys.find = async () => undefined;

    const [one] = (await house.get(mira, '/v1/feedback')).body['feedback'];

    expect(one).toMatchObject({ customerId: 'cus_wang', erased: true });
    expect(one).not.toHaveProperty('text');
  });
});
