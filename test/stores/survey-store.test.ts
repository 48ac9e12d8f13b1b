import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Table } from '#platform/store/table.ts';
import { at } from '#platform/time/instant.ts';
import { askedReader } from '#surveys/asked-reader.ts';
import { inviteQuarter } from '#surveys/invite-quarter.ts';
import { Quarter } from '#surveys/quarter.ts';
import { type SurveyStore, surveyStore } from '#surveys/survey-store.ts';
import { TicketId } from '#tickets/ticket.ts';
import { ticketReader } from '#tickets/ticket-reader.ts';
import { aTable } from './a-table.ts';

const quarter = Quarter.parse('2026Q1');
const rememberedAt = at('2026-02-10T08:00:00Z');
const quarterStart = at('2026-04-01T01:00:00Z');
const ticketOf = (each: number) => TicketId.parse(`tkt_${String(each).padStart(26, '0')}`);

let table: Table;
let surveys: SurveyStore;
beforeAll(async () => {
  table = await aTable();
  surveys = surveyStore(() => table);
});

const served = (each: number) => ({ quarter, customerId: `cus_${each}`, ticketId: ticketOf(each), rememberedAt });

async function toldOf(each: number) {
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': ticketOf(each) },
    }),
  );
  return Items;
}

describe('the survey of a quarter in the table', () => {
  it('remembers every customer once, with the first ticket', async () => {
    for (let each = 0; each < 30; each += 1) await surveys.remember(served(each));
    await surveys.remember({ ...served(0), ticketId: ticketOf(99) });
    await surveys.remember({ ...served(1), quarter: Quarter.parse('2026Q2') });

    const found = await surveys.servedIn(quarter);

    expect(found.map(({ customerId }) => customerId).sort()).toEqual(
      Array.from({ length: 30 }, (_, each) => `cus_${each}`).sort(),
    );
    expect(found).toContainEqual(served(0));
  });

  it('is begun with one seed, whoever begins it', async () => {
    const other = Quarter.parse('2025Q4');
    const begin = (seed: string) => surveys.begin({ quarter: other, seed, startedAt: quarterStart, version: 0 });
    const [one, two] = await Promise.all([begin('one'), begin('two')]);

    expect(one).toEqual(two);
    expect(await surveys.find(other)).toEqual(one);
  });

  it('invites a tenth and tells the house once, however often it runs', async () => {
    const run = inviteQuarter({ surveys, clock: () => quarterStart, newSeed: () => 'seed' });
    await run(quarterStart);
    await run(quarterStart);

    const told = (await Promise.all(Array.from({ length: 30 }, (_, each) => toldOf(each)))).flat();
    expect(told).toHaveLength(3);
    expect(told.every(({ type, entity }) => type === 'SurveyInvited' && entity === 'event')).toBe(true);
    expect((await surveys.find(quarter))?.done).toEqual({ served: 30, invited: 3 });
  });
});

describe('the surveys of one customer', () => {
  it('are those of the quarters they were served in, and say when they were asked', async () => {
    const invited = (await Promise.all(Array.from({ length: 30 }, (_, each) => toldOf(each)))).findIndex(
      (told) => told.length > 0,
    );
    const asked = askedReader(() => table);
    const of = (each: number) => asked.of(`cus_${each}`, at('2025-11-01T00:00:00Z'), at('2026-05-01T00:00:00Z'));

    expect(await of(invited)).toContainEqual({
      ...{ quarter, ticketId: ticketOf(invited), rememberedAt },
      invitedAt: quarterStart,
    });
    expect((await of(1)).map((one) => one.quarter)).toEqual(['2026Q1', '2026Q2']);
    expect(await asked.of('cus_1', at('2026-04-01T00:00:00Z'), at('2026-05-01T00:00:00Z'))).toHaveLength(1);
    expect(await of(77)).toEqual([]);
  });
});

describe('reading a ticket from another room', () => {
  it('finds none where there is none', async () => {
    expect(await ticketReader(() => table).find(ticketOf(5))).toBeUndefined();
  });
});
