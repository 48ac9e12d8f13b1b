import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { commit } from '#platform/store/commit.ts';
import type { Table } from '#platform/store/table.ts';
import { at } from '#platform/time/instant.ts';
import { oldTickets } from '#tickets/old-tickets.ts';
import { retireTickets } from '#tickets/retire-tickets.ts';
import { ticketEntity } from '#tickets/ticket-item.ts';
import { ticketReader } from '#tickets/ticket-reader.ts';
import { aCustomer } from '../customers/some.ts';
import { aTicket } from '../support/a-ticket.ts';
import { aTable } from './a-table.ts';

const now = at('2030-06-01T03:30:00Z');
const ids = {
  old: 'tkt_00000000000000000000000001',
  held: 'tkt_00000000000000000000000002',
  young: 'tkt_00000000000000000000000003',
  open: 'tkt_00000000000000000000000004',
  broken: 'tkt_00000000000000000000000005',
  today: 'tkt_00000000000000000000000006',
};

const MERGED = { status: 'merged', mergedInto: 'u-wang', mergedAt: now, mergedBecause: 'staff' } as const;

let table: Table;
const removed: string[] = [];
let ended: unknown;

beforeAll(async () => {
  table = await aTable();
  const put = (id: string, wish: object) =>
    commit(table, [{ put: ticketEntity.toItem(aTicket({ id, ...wish })), when: 'absent' }]);
  const closed = (closedAt: string, customerId: string) => ({
    status: 'closed',
    openedAt: '2026-03-01T10:00:00.000Z',
    closedAt,
    requester: { customerId, proven: true, language: 'zh-CN' },
  });
  await put(ids.old, closed('2027-05-30T10:00:00.000Z', 'cus_a'));
  await put(ids.broken, closed('2027-05-29T10:00:00.000Z', 'cus_a'));
  await put(ids.held, closed('2027-05-30T10:00:00.000Z', 'cus_held'));
  await put(ids.today, closed('2027-06-01T03:30:00.000Z', 'cus_a'));
  await put(ids.young, closed('2027-06-02T10:00:00.000Z', 'cus_a'));
  await put(ids.open, { openedAt: '2026-03-01T10:00:00.000Z' });
  const said = { pk: ids.old, sk: 't#2026', entity: 'message' };
  await commit(table, [{ put: said, when: 'absent' }]);
  const remove = async (key: string) => {
    if (key.endsWith(ids.broken)) throw new Error('the bucket is away');
    removed.push(key);
  };
  const retire = retireTickets({
    old: oldTickets({ table: () => table, tickets: ticketReader(() => table) }),
    timelines: { files: async (ticket) => [`people/${ticket.id}`] },
    customers: {
      family: async (id) =>
        id === 'cus_held' ? [aCustomer(), { ...aCustomer({ legalHold: { since: now, by: 'bao' } }), ...MERGED }] : [],
    },
    files: { remove },
  });
  ended = await retire(now).catch((error: unknown) => error);
  await retire(now).catch(() => undefined);
});

const left = async (id: string) => {
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :id',
      ExpressionAttributeValues: { ':id': id },
    }),
  );
  return Items.length;
};

describe('a ticket that was closed three years ago', () => {
  it('goes, with everything said on it and every file', async () => {
    expect(await left(ids.old)).toBe(0);
    expect(removed).toEqual([`people/${ids.old}`]);
  });

  it('stays while the law holds any record of its customer', async () => {
    expect(await left(ids.held)).toBe(1);
  });
});

describe('one that cannot be taken away', () => {
  it('stays whole, keeps no other, and is told of', async () => {
    expect(await left(ids.broken)).toBe(1);
    expect(ended).toMatchObject({ message: '1 tickets could not be retired' });
  });
});

describe('every other ticket', () => {
  it.each([ids.today, ids.young, ids.open])('%s stays', async (id) => {
    expect(await left(id)).toBe(1);
  });
});
