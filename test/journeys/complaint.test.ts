import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller, RunningHouse } from '../support/house.ts';
import {
  aHouse,
  clocksOf,
  done,
  mailsAbout,
  opened,
  path,
  RECORD,
  SOLUTION,
  timelineOf,
  toldAbout,
} from './a-house.ts';

const CHINESE = /\p{Script=Han}/u;
let house: RunningHouse;
let [shop, lena, tang]: Caller[] = [];

beforeAll(async () => {
  house = await aHouse();
  [shop, lena, tang] = await Promise.all(
    ['customerApp', 'complaintSpecialist', 'teamLeader'].map((role) => house.as(role)),
  );
});
afterAll(() => house.stop());

/** From the first word to the follow-up, every promise kept. */
async function handledInTime(wish: object = {}): Promise<string> {
  const ticket = await opened(house, shop!, wish);
  await done(house, tang!.post(path(ticket, 'assign'), { to: 'lena' }));
  await house.minutes(5);
  await done(house, lena!.post(path(ticket, 'replies'), { text: '非常抱歉，我们会立即核实。' }));
  await done(house, lena!.post(path(ticket, 'notes'), { text: '客户很着急' }));
  await house.minutes(30);
  await done(house, lena!.post(path(ticket, 'solutions'), SOLUTION));
  await done(house, shop!.post(path(ticket, 'solutions/1/accept')));
  await done(house, lena!.post(path(ticket, 'resolve'), RECORD));
  await house.minutes(10);
  await done(house, lena!.post(path(ticket, 'close'), { category: 'delivery' }));
  await house.minutes(60);
  await done(
    house,
    lena!.post(path(ticket, 'follow-up'), { satisfied: true, satisfaction: 5, text: '客户很满意新杯子' }),
  );
  return ticket;
}

describe('a complaint that is handled in time', () => {
  let ticket: string;
  beforeAll(async () => {
    ticket = await handledInTime();
  });

  it('ends closed, agreed and followed up', async () => {
    const { body } = await lena!.get(path(ticket));

    expect(body).toMatchObject({ status: 'closed', publicStatus: 'done', class: 'B', assigneeId: 'lena', reopened: 0 });
    expect(body['complaint']).toMatchObject({
      phase: 'followedUp',
      category: 'delivery',
      offer: { decision: 'accepted' },
    });
  });

  it('met all of its six promises, none of them warned or escalated', async () => {
    const clocks = await clocksOf(lena!, ticket);

    expect(Object.keys(clocks)).toHaveLength(6);
    for (const clock of Object.values(clocks)) expect(clock).toMatchObject({ state: 'met', level: 0 });
    expect(Object.values(clocks).filter((clock) => 'warnedAt' in clock)).toEqual([]);
  });

  it('was told to the customer at every step, and to nobody else but its owner', () => {
    expect(toldAbout(house, ticket)).toEqual([
      'wang: 我们已收到您的问题',
      'lena: 已分配给您',
      'wang: 您的 有新回复',
      'wang: 您的 已有解决方案',
      'wang: 您的 已处理完成',
      'wang: 我们将回访您的',
      'wang: 感谢您的反馈',
    ]);
  });

  it('stands on one timeline with every fact and every word, in order', async () => {
    const entries = await timelineOf(lena!, ticket);

    expect(entries.map(({ type }) => type)).toEqual([
      ...['TicketOpened', 'Message', 'TicketAssigned', 'TicketReplied', 'Message', 'TicketNoted', 'Message'],
      ...['SolutionOffered', 'Message', 'SolutionAccepted', 'TicketResolved', 'Message', 'TicketClosed'],
      ...['FollowUpRecorded', 'Message'],
    ]);
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).sort());
  });

  it('shows the customer what was said to them, and nothing of how the house works', async () => {
    const entries = await timelineOf(shop!, ticket);
    const said = entries.filter(({ type }) => type === 'Message').map(({ text }) => text);

    expect(said).toEqual(['今天收到的杯子是碎的，想换一个。', '非常抱歉，我们会立即核实。', SOLUTION.text]);
    expect(JSON.stringify(entries)).not.toMatch(/lena|tang|着急|dueAt|clocks|TicketNoted|TicketAssigned|包装太薄/);
  });

  it('left mails that repeat nothing the customer wrote but what it is about, masked, and that not at first', () => {
    const mails = mailsAbout(house, ticket);
    const about = '关于「收到的杯子碎了」';

    expect(mails[0]!.text).not.toContain(about);
    expect(mails.map(({ text }) => text).join()).toContain(about);
    for (const { subject, text } of mails) expect(subject + text.replace(about, '')).not.toMatch(/杯子|王女士|SO-1001/);
  });
});

describe('the same complaint of a customer who reads English', () => {
  it('is told in English from the first mail to the last', async () => {
    const ticket = await handledInTime({
      requester: { customerId: 'cus_smith', email: 'smith@example.com', language: 'en' },
      subject: 'A broken cup',
    });
    const letters = mailsAbout(house, ticket).filter(({ to }) => to === 'smith@example.com');

    expect(letters.map(({ subject }) => subject.replace(/ \(?(your )?ticket .*/, ''))).toEqual([
      'We have received your request',
      'A new answer to',
      'A solution for',
      'Your',
      'We will ask you about',
      'Thank you for telling us',
    ]);
    for (const { subject, text } of letters) expect(subject + text).not.toMatch(CHINESE);
  });
});
