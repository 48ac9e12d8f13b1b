import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Caller, RunningHouse } from '../support/house.ts';
import { aHouse, clocksOf, done, opened, path, RECORD, SOLUTION, timelineOf, toldAbout } from './a-house.ts';

let house: RunningHouse;
let [shop, lena, tang, officer]: Caller[] = [];
let [fresh, paused, resolved, closed]: string[] = [];
let receipt: Answer['body'];
let again: Answer;
let toldBefore: string[][];
const running = (ticket: string) =>
  house.runtime.executions().filter(({ name, status }) => name.startsWith(ticket) && status === 'RUNNING');

async function held(): Promise<string> {
  const ticket = await opened(house, shop!);
  await done(house, tang!.post(path(ticket, 'assign'), { to: 'lena' }));
  return ticket;
}

async function solved(): Promise<string> {
  const ticket = await held();
  await done(house, lena!.post(path(ticket, 'replies'), { text: '非常抱歉。' }));
  await done(house, lena!.post(path(ticket, 'solutions'), SOLUTION));
  await done(house, shop!.post(path(ticket, 'solutions/1/accept')));
  await done(house, lena!.post(path(ticket, 'resolve'), RECORD));
  return ticket;
}

const all = () => [fresh!, paused!, resolved!, closed!];

beforeAll(async () => {
  house = await aHouse();
  [shop, lena, tang, officer] = await Promise.all(
    ['customerApp', 'complaintSpecialist', 'teamLeader', 'privacyOfficer'].map((role) => house.as(role)),
  );
  closed = await solved();
  await done(house, lena!.post(path(closed, 'close'), { category: 'returns' }));
  resolved = await solved();
  paused = await held();
  await done(house, lena!.post(path(paused, 'pause'), { reason: 'waitingForCustomer' }));
  fresh = await opened(house, shop!);
  await house.minutes(2);
  expect(running(fresh)).not.toEqual([]);
  receipt = (await done(house, officer!.post('/v1/customers/cus_wang/erase', { reason: 'customerAsked' }))).body;
  again = await tang!.post(path(fresh, 'reopen'), { reason: '客户来电' });
  toldBefore = all().map((ticket) => toldAbout(house, ticket));
  await house.minutes(48 * 60);
  await house.runtime.settled();
});
afterAll(() => house.stop());

describe('complaints of somebody who is erased', () => {
  it('end with them, which the receipt says', async () => {
    expect(receipt).toMatchObject({ customerId: 'cus_wang', openTickets: 2 });
    for (const ticket of [fresh!, paused!, resolved!]) {
      expect((await lena!.get(path(ticket))).body).toMatchObject({ status: 'closed', closedBecause: 'personErased' });
    }
    expect((await lena!.get(path(closed!))).body).not.toHaveProperty('closedBecause');
  });

  it('owe nobody anything: no clock runs, and after two days nobody was told', async () => {
    for (const ticket of all()) {
      const states = Object.values(await clocksOf(lena!, ticket)).map(({ state }) => state);
      expect(states.filter((state) => state !== 'met' && state !== 'cancelled')).toEqual([]);
      expect(running(ticket)).toEqual([]);
    }
    expect(all().map((ticket) => toldAbout(house, ticket))).toEqual(toldBefore);
    expect(toldBefore.flat().filter((told) => /超时|回访|重新/.test(told))).toEqual([
      expect.stringMatching(/^wang: .*回访/),
    ]);
  });

  it('still show what happened and when, without a word', async () => {
    const timeline = await timelineOf(lena!, fresh!);

    expect(timeline.map(({ type }) => type)).toEqual(['TicketOpened', 'Message', 'TicketClosed']);
    expect(timeline.at(-1)).toMatchObject({ by: 'kefu', because: 'personErased' });
    expect(JSON.stringify(timeline)).not.toMatch(/杯子|王|wang@/);
  });

  it('are not opened again, not even by a function that has their key in memory', () => {
    expect(again.body).toMatchObject({ code: 'person.erased' });
  });
});
