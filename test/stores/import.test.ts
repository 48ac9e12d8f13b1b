import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/auth/actor.ts';
import type { Table } from '#platform/store/table.ts';
import { sealedValues } from '#tickets/sealed-values.ts';
import { shop, tang } from '../support/people.ts';
import { aTable } from './a-table.ts';
import { waysIn } from './ways-in.ts';

let table: Table;
beforeAll(async () => {
  table = await aTable();
});

const admin: Actor = { id: 'an', roles: ['admin'], app: 'desk' };
let numbers = 0;
const former = (wish: object = {}) => {
  numbers += 1;
  return {
    externalId: { source: 'old-desk', id: `T-${numbers}` },
    ...{ kind: 'complaint', channel: 'email', subject: '杯子碎了', body: '收到的杯子是碎的' },
    requester: { name: '王小芳', email: 'wang@example.com', verified: true },
    openedAt: '2025-11-11T09:00:00+08:00',
    messages: [
      { at: '2025-11-11T02:00:00Z', from: 'staff', text: '马上给您换' },
      { at: '2025-11-11T03:00:00Z', from: 'staff', visibility: 'internal', text: '仓库已发' },
    ],
    finishedAt: '2025-11-12T01:00:00Z',
    ...wish,
  };
};
const bring = async (house: ReturnType<typeof waysIn>, ...items: object[]) =>
  (await house.post(admin, '/v1/imports', { items })).body['results'];

describe('a ticket that is taken over', () => {
  it('keeps its moments and its words, and promises nothing', async () => {
    const house = waysIn(table);

    const [{ outcome, ticketId }] = await bring(house, former());
    const ticket = await house.own.door.find(ticketId);
    const items = (await house.everything()).filter(({ pk }) => pk === ticketId);

    expect(outcome).toBe('stored');
    expect(ticket).toMatchObject({
      origin: 'import',
      status: 'closed',
      openedAt: '2025-11-11T01:00:00.000Z',
      closedAt: '2025-11-12T01:00:00.000Z',
    });
    expect(
      (await house.house.said(ticket!)).map(({ at, from, visibility, text }) => [
        at.slice(0, 13),
        from,
        visibility,
        text,
      ]),
    ).toEqual([
      ['2025-11-11T01', 'customer', 'public', '收到的杯子是碎的'],
      ['2025-11-11T02', 'staff', 'public', '马上给您换'],
      ['2025-11-11T03', 'staff', 'internal', '仓库已发'],
    ]);
    expect(items.map(({ entity }) => entity)).not.toContain('clock');
    expect(items.map(({ entity }) => entity)).not.toContain('event');
  });

  it('that was open there is open here', async () => {
    const house = waysIn(table);
    const { finishedAt: _, ...open } = former();

    const [{ ticketId }] = await bring(house, open);

    expect(await house.own.door.find(ticketId)).toMatchObject({
      status: 'received',
      openedAt: '2025-11-11T01:00:00.000Z',
    });
  });

  it('is taken over once for its number, whoever repeats it', async () => {
    const house = waysIn(table);
    const one = former();

    const results = [
      ...(await bring(house, one, one)),
      ...(await Promise.all([bring(house, one), bring(house, one)])).flat(),
    ];

    expect(results.map(({ outcome }) => outcome)).toEqual(['stored', 'known', 'known', 'known']);
  });

  it('is refused by itself when its moments cannot be', async () => {
    const house = waysIn(table);

    const results = await bring(
      house,
      former({ finishedAt: '2025-11-10T00:00:00Z', messages: [] }),
      former({ openedAt: '2026-03-02T12:00:01Z', finishedAt: undefined, messages: [] }),
      former({ messages: [{ at: '2025-11-13T00:00:00Z', from: 'customer', text: '还没收到' }] }),
      former(),
    );
    const said = results.map(
      ({ outcome, faults = [] }: { outcome: string; faults?: { path: string; message: string }[] }) => [
        outcome,
        ...faults.map(({ path, message }) => `${path} ${message}`),
      ],
    );

    expect(said).toEqual([
      ['refused', 'body.items.0.finishedAt lies before the ticket was opened'],
      ['refused', 'body.items.1.openedAt lies in the future'],
      ['refused', 'body.items.2.messages.0.at lies behind the end of the ticket'],
      ['stored'],
    ]);
  });

  it('holds as many messages as are allowed when each has a number that is cut out', async () => {
    const house = waysIn(table);
    const text = '卡号 6222021234567890128';
    const messages = Array.from({ length: 50 }, () => ({ at: '2025-11-11T02:00:00Z', from: 'customer', text }));

    const [{ outcome, ticketId }] = await bring(house, former({ messages, body: text }));
    const { table: own, keys } = house.own;
    const values = await sealedValues({ table: own, keys }).of((await house.own.door.find(ticketId))!);

    expect(outcome).toBe('stored');
    expect(new Set(values.map(({ messageId }) => messageId)).size).toBe(51);
  });

  it('that fails loses nothing of the others, and leaves one person however often it is tried', async () => {
    const house = waysIn(await aTable());
    const { open } = house.own.door;
    const broken = former({ requester: { name: '赵' }, messages: [] });
    const failing: typeof open = (asked, way) =>
      open(asked, {
        ...way,
        also: () => {
          if (asked.externalId?.id === broken.externalId.id) throw new Error('broken');
          return [];
        },
      });

    Object.assign(house.own.door, { open: failing });
    const results = [...(await bring(house, broken, former())), ...(await bring(house, broken))];
    Object.assign(house.own.door, { open });
    const [last] = await bring(house, broken);
    const added = (await house.everything()).filter(({ type }) => type === 'CustomerAdded');

    expect(results.map(({ outcome }) => outcome)).toEqual(['refused', 'stored', 'refused']);
    expect(results[0]['faults']).toEqual([
      { path: 'body.items.0', code: 'failed', message: 'could not be taken in; please send it again' },
    ]);
    expect(last.outcome).toBe('stored');
    expect(added).toHaveLength(2);
  });

  it('of a known customer is theirs', async () => {
    const house = waysIn(await aTable());
    const [one, other] = await bring(house, former(), former());
    const owners = await Promise.all(
      [one, other].map(async ({ ticketId }) => (await house.own.door.find(ticketId))!.requester.customerId),
    );

    expect(owners[0]).toBe(owners[1]);
  });

  it('is brought by administrators and directors only', async () => {
    const house = waysIn(table);

    expect((await house.post(shop, '/v1/imports', { items: [former()] })).status).toBe(403);
    expect((await house.post(tang, '/v1/imports', { items: [former()] })).status).toBe(403);
  });
});
