import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { solve } from '../stores/solve.ts';
import { callerWith, type RunningHouse } from '../support/house.ts';
import { aHouse, clocksOf, done, path, timelineOf } from './a-house.ts';

let house: RunningHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.stop());

const now = () => new Date(house.runtime.clock.now()).toISOString();

describe('every other way in', () => {
  it('brings feedback to one store, and what sounds bad to a ticket', async () => {
    const [shop, lena] = [await house.as('customerApp'), await house.as('complaintSpecialist')];
    const item = { source: 'appReview', externalId: 'r-1', score: 1, text: '快递太慢，要求退款', at: now() };

    const first = await shop.post('/v1/feedback', { items: [item, { ...item, externalId: 'r-2', score: 5 }] });
    const again = await shop.post('/v1/feedback', { items: [item] });
    const listed = await lena.get<{ feedback: object[] }>('/v1/feedback?source=appReview');

    expect(first.body).toMatchObject({ results: [{ outcome: 'stored', topic: 'logistics' }, { outcome: 'stored' }] });
    expect(again.body).toMatchObject({ results: [{ outcome: 'known' }] });
    expect(listed.body.feedback).toHaveLength(2);
  });

  it('logs a call and a visit, answered by whoever served', async () => {
    const lena = await house.as('complaintSpecialist');
    const call = { agentNumber: 'A1024', startedAt: now(), waitSeconds: 20, durationSeconds: 180, recording: 'rec/77' };

    const logged = await lena.post('/v1/calls', {
      ...call,
      caller: { phone: '13800138000' },
      transcript: '想换一个杯子',
    });
    const ticketId = String(logged.body['ticketId']);
    const visited = await lena.post('/v1/visits', {
      ticketId,
      outlet: 'shanghai-3',
      visitedAt: now(),
      text: '客户又到店了',
    });
    const calls = await lena.get(`/v1/tickets/${ticketId}/calls`);
    const clocks = await clocksOf(lena, ticketId);

    expect([logged.status, visited.status]).toEqual([201, 201]);
    expect(calls.body).toMatchObject({ calls: [{ recording: 'rec/77' }] });
    expect(clocks).toMatchObject({ firstResponse: { state: 'met' } });
  });

  it('goes on with a conversation, greeted within the moment it began', async () => {
    const [shop, lena] = [await house.as('customerApp'), await house.as('complaintSpecialist')];
    const say = (messageId: string) => shop.post('/v1/conversations/c-1/messages', { messageId, text: '在吗' });

    const answers = [await say('m-1'), await say('m-2'), await say('m-2')];
    const ticketId = String(answers[0]!.body['ticketId']);
    const { messages } = (await shop.get<{ messages: { from: string }[] }>('/v1/conversations/c-1')).body;
    const clocks = await clocksOf(lena, ticketId);

    expect(new Set(answers.map(({ body }) => body['ticketId'])).size).toBe(1);
    expect(messages.map(({ from }) => from)).toEqual(['customer', 'house', 'customer']);
    expect(clocks).toMatchObject({
      greeting: { state: 'met', limitMinutes: 10 / 60 },
      firstResponse: { state: 'running' },
    });
  });

  it('takes a letter of somebody without an account, says so in words of its own, and sends what a person answers', async () => {
    const nobody = callerWith(house.runtime.url, '');
    const { body: task } = await nobody.get<{ challenge: string; bits: number }>('/v1/forms/challenge');
    const solved = { challenge: task.challenge, answer: solve(task.challenge, task.bits) };

    const letter = { ...solved, email: 'somebody@example.com', subject: '想问一下', text: '还有红色的吗？' };
    const answers = [await nobody.post('/v1/forms/contact', letter), await nobody.post('/v1/forms/contact', letter)];

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[1]!.body).toEqual(answers[0]!.body);
    expect((await nobody.post('/v1/calls', {})).status).toBe(401);
    await house.runtime.settled();
    const mails = () => house.runtime.outbox().filter(({ to }) => to === 'somebody@example.com');
    expect(mails()).toMatchObject([{ autoSubmitted: 'auto-generated' }]);

    const lena = await house.as('complaintSpecialist');
    const { body } = await lena.get<{ tickets: { id: string; requester: object }[] }>('/v1/tickets?channel=web');
    const ticket = path(body.tickets[0]!.id);
    expect(body.tickets[0]!.requester).toMatchObject({ proven: false });
    await done(house, lena.post(`${ticket}/take`));
    await done(house, lena.post(`${ticket}/replies`, { text: '有红色的。' }));

    expect(mails()).toHaveLength(2);
    expect(mails()[1]!.text).toContain('有红色的。');
    expect(
      mails()
        .map(({ subject, text }) => `${subject}${text}`)
        .join(),
    ).not.toMatch(/想问一下|还有/);
  });

  it('shows whoever answered that nobody got it', async () => {
    const [shop, lena] = [await house.as('customerApp'), await house.as('complaintSpecialist')];
    const heard = { source: 'social', externalId: 's-1', score: 1, text: '快递太慢，要求退款', at: now() };
    const { body } = await shop.post<{ results: { ticketId: string }[] }>('/v1/feedback', { items: [heard] });
    const { ticketId } = body.results[0]!;
    await done(house, lena.post(path(ticketId, 'take')));
    await done(house, lena.post(path(ticketId, 'replies'), { text: '很抱歉，我们马上处理。' }));
    const fact = (await timelineOf(lena, ticketId)).filter(({ type }) => type === 'CustomerNotTold');
    const told = await lena.get<{ notices: { ticketId: string; template: string; text: string }[] }>('/v1/notices');

    expect(fact).toMatchObject([{ template: 'replied', why: 'noAddress', author: expect.any(String) }]);
    expect(told.body.notices.filter(({ template }) => template === 'customerNotTold')).toMatchObject([
      { ticketId, text: expect.stringContaining('没有可用的联系方式') },
    ]);
  });

  it('takes tickets over in silence', async () => {
    const admin = await house.as('admin');
    const former = {
      externalId: { source: 'old-desk', id: 'T-1' },
      ...{ kind: 'complaint', channel: 'email', subject: '杯子碎了', body: '收到的杯子是碎的' },
      ...{ openedAt: '2025-01-06T09:00:00+08:00', finishedAt: '2025-01-07T09:00:00+08:00' },
      requester: { email: 'wang@example.com' },
      messages: [{ at: '2025-01-06T10:00:00+08:00', from: 'staff', text: '马上给您换' }],
    };
    const send = () => admin.post('/v1/imports', { items: [former, {}] });

    await house.runtime.settled();
    const toldBefore = house.runtime.outbox().length;

    expect((await send()).body).toMatchObject({ results: [{ outcome: 'stored' }, { outcome: 'refused' }] });
    expect((await send()).body).toMatchObject({ results: [{ outcome: 'known' }, { outcome: 'refused' }] });
    await house.runtime.settled();
    expect(house.runtime.outbox()).toHaveLength(toldBefore);
  });
});
