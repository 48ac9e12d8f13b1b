import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kept } from '../story/kept.ts';
import type { Caller, RunningHouse } from '../support/house.ts';
import { aHouse, clocksOf, done, opened, path, RECORD, SOLUTION, toldAbout } from './a-house.ts';

const DAY = 24 * 60;
const LEADERS = /^(tang|teng|chen|pan|dong)/;
let house: RunningHouse;
let [shop, lena, tang]: Caller[] = [];
const about = (ticket: string, what: string) => toldAbout(house, ticket).filter((told) => told.includes(what));

beforeAll(async () => {
  house = await aHouse();
  [shop, lena, tang] = await Promise.all(
    ['customerApp', 'complaintSpecialist', 'teamLeader'].map((role) => house.as(role)),
  );
});
afterAll(() => house.stop());

async function held(wish: object = {}): Promise<string> {
  const ticket = await opened(house, shop!, wish);
  await done(house, tang!.post(path(ticket, 'assign'), { to: 'lena' }));
  return ticket;
}

describe('three complaints that nobody answers', () => {
  let [many, one, small, rung, paused]: string[] = [];
  beforeAll(async () => {
    many = await held({ affectedCustomers: 150 });
    one = await held();
    small = await opened(house, tang!, { class: 'C', classReason: '咨询性质的投诉' });
    await done(house, tang!.post(path(small, 'assign'), { to: 'lena' }));
    rung = await held();
    await done(house, lena!.post(path(rung, 'replies'), { text: '您好，我们已收到。', automatic: true }));
    paused = await held();
    await done(house, lena!.post(path(paused, 'pause'), { reason: 'waitingForCustomer' }));
    await house.minutes(21);
    await done(house, tang!.post(path(one, 'escalations/2/acknowledge')));
    await house.minutes(24);
  });

  it('class A goes to the leader, the technical director and the CEO, the leader again at the second level', async () => {
    expect(about(many!, '首次响应')).toEqual([
      'lena: 首次响应即将超时',
      'tang: 首次响应已超时',
      expect.stringMatching(/^t[ae]ng: 首次响应超时，升级至第 2 级$/),
      expect.stringMatching(/^t[ae]ng: 首次响应超时，升级至第 2 级$/),
      'chen: 首次响应超时，升级至第 3 级',
    ]);
    expect(await clocksOf(lena!, many!)).toMatchObject({ firstResponse: { state: 'running', level: 3 } });
  });

  it('class B climbs to the product manager, and no further once the second level was acknowledged', async () => {
    expect(about(one!, '首次响应')).toEqual([
      'lena: 首次响应即将超时',
      expect.stringMatching(/^(lena|tang): 首次响应已超时$/),
      expect.stringMatching(/^(lena|tang): 首次响应已超时$/),
      'pan: 首次响应超时，升级至第 2 级',
    ]);
    expect(await clocksOf(lena!, one!)).toMatchObject({ firstResponse: { state: 'running', level: 2 } });
  });

  it('class C takes one hop only, to the leader', () => {
    expect(about(small!, '首次响应').filter((told) => LEADERS.test(told))).toEqual(['tang: 首次响应已超时']);
  });

  it('an automatic reply meets no clock: the promise breaks as if nothing had been said', async () => {
    expect(await clocksOf(lena!, rung!)).toMatchObject({ firstResponse: { level: 3 }, classResponse: { level: 1 } });
    expect((await lena!.get(path(rung!))).body).not.toHaveProperty('firstRepliedAt');
  });

  it('a pause rests the work but never the answer', async () => {
    const clocks = await clocksOf(lena!, paused!);

    expect(clocks).toMatchObject({ solution: { state: 'paused' }, resolution: { state: 'paused' } });
    expect(clocks).toMatchObject({ firstResponse: { state: 'running', level: 3 }, classResponse: { level: 1 } });
  });

  it('told each person once on each channel of each event', async () => {
    const notices = (await kept(house.runtime)).filter(({ entity }) => entity === 'notice');
    const names = notices.map(({ eventId, personId, channel }) => `${eventId} ${personId} ${channel}`);

    expect(names.length).toBeGreaterThan(20);
    expect(new Set(names).size).toBe(names.length);
    expect(notices.filter(({ state }) => state !== 'sent')).toEqual([]);
  });

  it('a late answer ends the climbing', async () => {
    await done(house, lena!.post(path(many!, 'replies'), { text: '非常抱歉让您久等。' }));

    expect(await clocksOf(lena!, many!)).toMatchObject({
      firstResponse: { state: 'met' },
      classResponse: { state: 'met' },
    });
    expect(
      house.runtime
        .executions()
        .filter(({ name, status }) => name.startsWith(`${many}-firstResponse`) && status === 'RUNNING'),
    ).toEqual([]);
  });
});

describe('a customer who is not satisfied when asked', () => {
  it('gets the complaint opened again, told to the director and promised anew', async () => {
    const ticket = await held();
    await done(house, lena!.post(path(ticket, 'replies'), { text: '非常抱歉。' }));
    await done(house, lena!.post(path(ticket, 'solutions'), SOLUTION));
    await done(house, shop!.post(path(ticket, 'solutions/1/reject'), { reason: '想退款' }));
    expect(about(ticket, '未接受').toSorted()).toEqual(['dong: 客户未接受解决方案', 'lena: 客户未接受您的方案']);
    await done(house, lena!.post(path(ticket, 'solutions'), { ...SOLUTION, type: 'refund' }));
    await done(house, shop!.post(path(ticket, 'solutions/2/accept')));
    await done(house, lena!.post(path(ticket, 'resolve'), RECORD));
    await done(house, lena!.post(path(ticket, 'close'), { category: 'returns' }));
    await done(
      house,
      lena!.post(path(ticket, 'follow-up'), { satisfied: false, satisfaction: 2, text: '客户仍未收到退款' }),
    );

    expect((await lena!.get(path(ticket))).body).toMatchObject({
      status: 'reopened',
      reopened: 1,
      complaint: { phase: 'rejected' },
    });
    expect(await clocksOf(lena!, ticket)).toMatchObject({
      followUp: { state: 'met' },
      resolution: { state: 'running', run: 2 },
    });
    expect(about(ticket, '不满意').sort()).toEqual(['dong: 客户回访不满意', 'lena: 客户回访不满意']);
    expect(
      about(ticket, '重新开启')
        .map((told) => told.split(':')[0])
        .sort(),
    ).toEqual(['lena', 'tang', 'wang']);
  });
});

describe('a pause that nobody ends', () => {
  it('ends by itself after its longest length, and the ticket goes on', async () => {
    const ticket = await held();
    await done(house, lena!.post(path(ticket, 'replies'), { text: '请您寄回杯子。' }));
    await done(house, lena!.post(path(ticket, 'pause'), { reason: 'waitingForReturn', until: '9999-12-31T00:00:00Z' }));
    const before = await clocksOf(lena!, ticket);
    expect((await lena!.get(path(ticket))).body).toMatchObject({ status: 'waiting' });

    await house.minutes(7 * DAY + 1);
    const after = await clocksOf(lena!, ticket);

    expect((await lena!.get(path(ticket))).body).toMatchObject({ status: 'inProgress' });
    expect(after).toMatchObject({ solution: { state: 'running' }, resolution: { state: 'running' } });
    const later = Date.parse(after['solution']!.dueAt) - Date.parse(before['solution']!.dueAt);
    expect(Math.round(later / 60_000)).toBe(7 * DAY);
  });
});
