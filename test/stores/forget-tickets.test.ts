import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { clocksOfSubject } from '#clocks/clock-reader.ts';
import type { Table } from '#platform/store/table.ts';
import { plusMinutes } from '#platform/time/instant.ts';
import { forgetTickets } from '#tickets/forget-tickets.ts';
import { ticketLists } from '#tickets/ticket-lists.ts';
import { noon } from '../clocks/some.ts';
import { shop, wang } from '../support/people.ts';
import { aTable } from './a-table.ts';
import { anIntake } from './an-intake.ts';

const erasedAt = plusMinutes(noon, 30);
const event = {
  id: 'e',
  type: 'CustomerErased',
  subject: 'customer_cus_wang',
  at: erasedAt,
  by: 'bao',
  ids: ['cus_wang'],
};
const asked = {
  ...({
    kind: 'complaint',
    stage: 'afterSale',
    channel: 'web',
    subject: '杯子',
    body: '碎了',
    urgency: 'general',
  } as const),
  ...{ affectedCustomers: 1, majorLoss: false, needsSolutionDesign: false },
  requester: { customerId: 'cus_wang', phone: '+8613800138000', verified: true, language: 'zh-CN' } as const,
};

let table: Table;
let house: ReturnType<typeof anIntake>;
let forget: ReturnType<typeof forgetTickets>;

beforeAll(async () => {
  table = await aTable();
  house = anIntake(table);
  forget = forgetTickets({
    ...{ tickets: house.store, lists: ticketLists(() => table), keys: house.keys },
    timelines: { files: async () => [] },
    files: { remove: async () => undefined },
  });
});

const opened = async (minutes: number) =>
  (await house.tickets.open(asked, { by: shop, at: plusMinutes(noon, minutes) })).id;
const states = async (id: string) => new Set((await clocksOfSubject(table, id)).map(({ state }) => state));

describe('when tickets hear that somebody is erased', () => {
  it('ends every open one with its clocks, also one that came in after the erasure, and told again changes nothing', async () => {
    const ids = [await opened(0), await opened(31)];
    expect(await states(ids[0]!)).toEqual(new Set(['running']));
    await forget(event as never);
    await forget(event as never);

    for (const id of ids) {
      expect(await house.tickets.find(id)).toMatchObject({
        status: 'closed',
        closedBecause: 'personErased',
      });
      expect(await states(id)).toEqual(new Set(['cancelled']));
    }
    expect(await house.tickets.find(ids[0]!)).toMatchObject({ closedAt: erasedAt });
    expect(await house.tickets.find(ids[1]!)).toMatchObject({ closedAt: plusMinutes(noon, 31) });
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
    const told = Items.filter((one) => one['type'] === 'TicketClosed');
    expect(told.map((one) => one['pk']).sort()).toEqual([...ids].sort());
  });

  it('takes no word more on one of theirs, although a key of theirs is still in memory', async () => {
    const id = await opened(5);
    await forget(event as never);
    const again = house.tickets.hear(id, '还在吗？', { by: wang, at: plusMinutes(noon, 32) });

    await expect(again).rejects.toMatchObject({ code: 'person.erased' });
    expect(await house.tickets.find(id)).toMatchObject({ status: 'closed' });
  });
});
