import { beforeAll, describe, expect, it } from 'vitest';
import type { Table } from '#platform/store/table.ts';
import { noon } from '../clocks/some.ts';
import { mira, omar, shop } from '../support/people.ts';
import { aTable } from './a-table.ts';
import { waysIn } from './ways-in.ts';

let table: Table;
beforeAll(async () => {
  table = await aTable();
});

let agents = 0;
const aCall = (wish: object = {}) => {
  agents += 1;
  return { ...CALL, agentNumber: `B${agents}`, ...wish };
};
const CALL = {
  caller: { name: '王小芳', phone: '13800138000' },
  agentNumber: 'A1024',
  startedAt: '2026-03-02T11:50:00Z',
  waitSeconds: 45,
  durationSeconds: 300,
  recording: 'rec/2026/03/02/77.wav',
  transcript: '客户说杯子碎了，要求换货。',
  kind: 'complaint',
};
const clocksOf = async (house: ReturnType<typeof waysIn>, id: string) =>
  Object.fromEntries(
    (await house.everything())
      .filter((item) => item['pk'] === id && item['entity'] === 'clock')
      .map((item) => [item['kind'], item]),
  );
const factsOf = async (house: ReturnType<typeof waysIn>, id: string) =>
  (await house.everything()).filter((item) => item['pk'] === id && item['entity'] === 'event');

describe('a call that is logged', () => {
  it('opens a ticket when it was taken up, answered by the voice that took it up', async () => {
    const house = waysIn(table);

    const { status, body } = await house.post(mira, '/v1/calls', CALL);
    const ticket = await house.own.door.find(body['ticketId']);
    const clocks = await clocksOf(house, body['ticketId']);
    const taken = '2026-03-02T11:50:00.000Z';

    expect([status, body['number']]).toEqual([201, body['ticketId'].slice(-6).toUpperCase()]);
    expect(ticket).toMatchObject({
      channel: 'phone',
      openedAt: taken,
      firstRepliedAt: taken,
      assigneeId: 'mira',
      unanswered: [],
    });
    expect(clocks).toMatchObject({
      firstResponse: { state: 'met', endedAt: taken },
      classResponse: { state: 'met', endedAt: taken },
      solution: { state: 'running', startedAt: taken },
    });
  });

  it('stands on the timeline in numbers, its words sealed and its recording for people of the house', async () => {
    const house = waysIn(table);
    const { body } = await house.post(mira, '/v1/calls', aCall({ agentNumber: 'A1' }));

    const [fact] = (await factsOf(house, body['ticketId'])).filter(({ type }) => type === 'CallLogged');
    const calls = await house.get(omar, `/v1/tickets/${body['ticketId']}/calls`);

    expect(fact).toMatchObject({ waitSeconds: 45, durationSeconds: 300, recorded: true, by: 'mira' });
    expect(calls.body['calls']).toEqual([
      {
        ...{ agentNumber: 'A1', startedAt: '2026-03-02T11:50:00.000Z', waitSeconds: 45, durationSeconds: 300 },
        ...{ recording: 'rec/2026/03/02/77.wav', by: 'mira', loggedAt: '2026-03-02T12:00:00.000Z' },
      },
    ]);
    expect(JSON.stringify(await house.everything())).not.toMatch(/77\.wav|13800138000|王小芳|杯子/);
    expect((await house.get(shop, `/v1/tickets/${body['ticketId']}/calls`)).status).toBe(403);
    expect((await house.get(omar, `/v1/tickets/tkt_${'0'.repeat(26)}/calls`)).body['code']).toBe('ticket.missing');
  });

  it('has its recording named after nobody, and no more at all once the caller is forgotten', async () => {
    const house = waysIn(table);
    const recording = 'rec/13800138123-77.wav';
    const { body } = await house.post(mira, '/v1/calls', aCall({ caller: { phone: '13800138123' }, recording }));
    const calls = () => house.get(omar, `/v1/tickets/${body['ticketId']}/calls`);
    const ticket = await house.own.door.find(body['ticketId']);

    expect((await calls()).body['calls']).toMatchObject([{ recording: 'rec/138****8123-77.wav' }]);
    await house.own.keys.destroy(ticket!.requester.customerId, noon);
    expect((await calls()).body['calls'][0]).not.toHaveProperty('recording');
  });

  it('goes to the ticket it is about, and answers what was written there', async () => {
    const house = waysIn(table);
    const opened = await house.post(shop, '/v1/conversations/spoken-1/messages', { messageId: 'm1', text: '在吗' });
    const ticketId = opened.body['ticketId'];
    house.wait(4);

    await house.post(mira, '/v1/calls', aCall({ ticketId, startedAt: '2026-03-02T12:03:00Z' }));
    const ticket = await house.own.door.find(ticketId);

    expect(ticket).toMatchObject({ status: 'inProgress', assigneeId: 'mira', unanswered: [] });
    expect(await clocksOf(house, ticketId)).toMatchObject({
      firstResponse: { state: 'met', endedAt: '2026-03-02T12:04:00.000Z' },
    });
    expect((await factsOf(house, ticketId)).map(({ type }) => type)).toContain('CallLogged');
  });

  it('is logged once for each agent and moment', async () => {
    const house = waysIn(table);
    const call = { ...CALL, agentNumber: 'A77', caller: { name: '赵' } };
    const send = (wish: object = {}) => house.post(mira, '/v1/calls', { ...call, ...wish });
    const added = async () => (await house.everything()).filter(({ type }) => type === 'CustomerAdded').length;
    const before = await added();

    const both = await Promise.all([send(), send()]);
    const ticketId = both[0].body['ticketId'];
    const again = [...both, await send(), await send({ ticketId })];

    expect(again.map(({ status, body }) => [status, body['ticketId']])).toEqual(again.map(() => [201, ticketId]));
    expect((await house.get(mira, `/v1/tickets/${ticketId}/calls`)).body['calls']).toHaveLength(1);
    expect((await added()) - before).toBe(1);
  });

  it('with another caller or transcript under the same agent and moment is refused, not lost', async () => {
    const house = waysIn(table);
    const call = aCall();
    await house.post(mira, '/v1/calls', call);
    const others = [{ transcript: '另一件事。' }, { caller: { name: '赵' } }];
    const answers = await Promise.all(others.map((wish) => house.post(mira, '/v1/calls', { ...call, ...wish })));

    expect(answers.map(({ status, body }) => [status, body['code']])).toEqual(
      others.map(() => [422, 'call.other-words']),
    );
  });

  it('opens a finished ticket again without anything to be answered', async () => {
    const house = waysIn(table);
    const opened = await house.post(shop, '/v1/conversations/spoken-2/messages', { messageId: 'm1', text: '在吗' });
    const ticketId = opened.body['ticketId'];
    const done = { status: 'resolved', assigneeId: 'mira', resolvedAt: noon, unanswered: [] };
    await house.own.door.act(
      ticketId,
      (ticket) => ({
        next: { ...ticket, ...done } as never,
        events: [{ type: 'TicketResolved', subject: ticket.id, at: noon, by: 'mira' } as never],
      }),
      {},
    );

    await house.post(mira, '/v1/calls', { ...CALL, agentNumber: 'A78', ticketId });

    expect(await house.own.door.find(ticketId)).toMatchObject({ status: 'reopened', unanswered: [] });
  });

  it('opens one ticket when it is sent again under its key', async () => {
    const house = waysIn(table);
    const call = aCall();
    const send = () => house.post(mira, '/v1/calls', call, { 'idempotency-key': 'call-77' });

    expect((await send()).body).toEqual((await send()).body);
  });

  it.each([
    ['still to come', '2026-03-02T12:01:00Z', 'lies in the future'],
    ['of the day before yesterday', '2026-03-01T11:59:00Z', 'lies more than a day back: import it instead'],
  ])('is refused when it is %s', async (_, startedAt, message) => {
    const { status, body } = await waysIn(table).post(mira, '/v1/calls', { ...CALL, startedAt });

    expect(status).toBe(400);
    expect(body['errors']).toEqual([{ path: 'body.startedAt', code: expect.any(String), message }]);
  });

  it('is logged by people who serve customers only', async () => {
    expect((await waysIn(table).post(shop, '/v1/calls', CALL)).status).toBe(403);
  });
});

describe('a visit to an outlet', () => {
  const VISIT = {
    outlet: 'shanghai-3',
    visitor: { name: '赵先生' },
    visitedAt: '2026-03-02T11:30:00Z',
    text: '想换一件大一号的。',
  };

  it('opens a ticket of that channel, answered where the customer stood', async () => {
    const house = waysIn(table);

    const { body } = await house.post(mira, '/v1/visits', VISIT);
    const ticket = await house.own.door.find(body['ticketId']);

    expect(ticket).toMatchObject({
      channel: 'offlineOutlet',
      stage: 'inSale',
      openedAt: '2026-03-02T11:30:00.000Z',
      assigneeId: 'mira',
    });
    expect(await clocksOf(house, body['ticketId'])).toMatchObject({ firstResponse: { state: 'met' } });
    expect(await factsOf(house, body['ticketId'])).toContainEqual(
      expect.objectContaining({ type: 'VisitLogged', outlet: 'shanghai-3' }),
    );
  });
});
