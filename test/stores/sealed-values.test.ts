import { inspect } from 'node:util';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Table } from '#platform/store/table.ts';
import { at } from '#platform/time/instant.ts';
import { endValues } from '#tickets/end-values.ts';
import { readValues, sealedValues } from '#tickets/sealed-values.ts';
import type { Ticket } from '#tickets/ticket.ts';
import { shop } from '../support/people.ts';
import { copies } from './a-copy.ts';
import { aTable } from './a-table.ts';
import { anIntake } from './an-intake.ts';

const CARD = '6222021234567890128';
const closedAt = at('2026-03-02T13:00:00Z');

let table: Table;
let intake: ReturnType<typeof anIntake>;
let ticket: Ticket;

beforeEach(async () => {
  table = await aTable();
  intake = anIntake(table);
  ticket = await intake.tickets.open(
    {
      ...{ kind: 'complaint', stage: 'afterSale', channel: 'phone', urgency: 'general', subject: '退款' },
      ...{ body: `卡号 ${CARD}`, affectedCustomers: 1, majorLoss: false, needsSolutionDesign: false },
      requester: { customerId: 'u-li', name: '李雷', language: 'zh-CN' },
    },
    { by: shop, at: intake.needs.clock() },
  );
});

const values = () => sealedValues({ table: () => table, keys: intake.keys }).of(ticket);

describe('the number of a card that was taken out of the words', () => {
  it('shows in nothing that prints it, but to whoever reads it', async () => {
    const found = await values();

    expect(`${JSON.stringify(found)}${inspect(found)}`).not.toContain(CARD);
    expect(readValues(found)).toMatchObject([{ kind: 'bankCard', value: CARD }]);
  });

  it("is in the clear in its customer's copy", async () => {
    const { tickets } = await copies(table, intake).copyOf('u-li');

    expect(tickets).toMatchObject([{ sealedValues: [{ kind: 'bankCard', value: CARD }] }]);
  });

  it('ends thirty days after its ticket was closed', async () => {
    await endValues({ table: () => table })({ subject: ticket.id, at: closedAt } as never);
    const { Items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :id AND begins_with(sk, :values)',
        ExpressionAttributeValues: { ':id': ticket.id, ':values': 'v#' },
      }),
    );

    expect(Items.map(({ expiresAt }) => expiresAt)).toEqual([Date.parse('2026-04-01T13:00:00Z') / 1000]);
  });
});
