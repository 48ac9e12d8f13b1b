import { inject } from 'vitest';
import { type Answer, type Caller, DIRECTORY, openHouse, type RunningHouse } from '../support/house.ts';

type Clock = { kind: string; state: string; run: number; level: number; startedAt: string; dueAt: string };
type Entry = { at: string; by: string; type: string; text?: string; id: string } & Record<string, unknown>;

/** A house with its people in it, where time stands still but for the test; the sweeper sleeps unless it is woken. */
export async function aHouse(moment = '2026-03-02T02:00:00Z'): Promise<RunningHouse> {
  const house = await openHouse({ assembly: inject('assembly'), start: Date.parse(moment) });
  house.runtime.turn({ schedules: false });
  await (await house.as('admin')).put('/v1/staff', DIRECTORY);
  await house.runtime.settled();
  return house;
}

export const COMPLAINT = {
  kind: 'complaint',
  channel: 'web',
  subject: '收到的杯子碎了',
  body: '今天收到的杯子是碎的，想换一个。',
  requester: { customerId: 'cus_wang', name: '王女士', email: 'wang@example.com', verified: true },
  orderNumber: 'SO-1001',
};
export const RECORD = {
  cause: '包装太薄，运输中破损',
  result: '已为客户更换新杯子，客户表示接受',
  prevention: '改用加厚包装并抽检',
};
export const SOLUTION = { type: 'exchange', text: '为您换一个新杯子，今天发出。' };

/** Does something that must succeed, and waits until everybody was told. */
export async function done({ runtime }: Pick<RunningHouse, 'runtime'>, asked: Promise<Answer>): Promise<Answer> {
  const answer = await asked;
  if (answer.status >= 300) throw new Error(`Refused: ${answer.status} ${JSON.stringify(answer.body)}`);
  await runtime.settled();
  return answer;
}

/** Opens a complaint, and waits until everybody was told. */
export async function opened(house: RunningHouse, by: Caller, wish: object = {}): Promise<string> {
  const { body } = await done(house, by.post('/v1/tickets', { ...COMPLAINT, ...wish }));
  return String(body['id']);
}

export const path = (ticket: string, act = '') => `/v1/tickets/${ticket}${act && `/${act}`}`;

export async function clocksOf(staff: Caller, ticket: string): Promise<Record<string, Clock>> {
  const { body } = await staff.get<{ clocks: Clock[] }>(path(ticket, 'clocks'));
  return Object.fromEntries(body.clocks.map((clock) => [clock.kind, clock]));
}

export async function timelineOf(reader: Caller, ticket: string): Promise<Entry[]> {
  const { body } = await reader.get<{ entries: Entry[] }>(`${path(ticket, 'timeline')}?page[size]=100`);
  return body.entries;
}

/** What left the house about a ticket, in order: to whom and with which subject. */
export function mailsAbout({ runtime }: RunningHouse, ticket: string): { to: string; subject: string; text: string }[] {
  const number = ticket.slice(-6).toUpperCase();
  return runtime
    .outbox()
    .filter(({ text }) => text.includes(number))
    .map(({ to, subject = '', text }) => ({ to, subject, text }));
}

/** Who was told about a ticket, with the subject's words before the ticket's number. */
export function toldAbout(house: RunningHouse, ticket: string): string[] {
  const number = ticket.slice(-6).toUpperCase();
  return mailsAbout(house, ticket).map(({ to, subject }) => {
    const words = subject.replaceAll(number, '#').replace(/（工单 #）|工单 #|（[ABC]类）| ?\(ticket #\)/g, '');
    return `${to.split('@')[0]}: ${words.replace(/[：:]\s*$/, '').trim()}`;
  });
}
