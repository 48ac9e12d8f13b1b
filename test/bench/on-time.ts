import type { Answer, Caller, RunningHouse } from '../support/house.ts';
import { COMPLAINT } from './one-ticket.ts';

/** One act of the complaint's life, and the minutes that pass before the next one. */
export type Step = { readonly name: string; readonly waits: number; readonly act: (ticket: string) => Promise<Answer> };

const RECORD = {
  cause: '包装太薄，运输中破损',
  result: '已为客户更换新杯子，客户表示接受',
  prevention: '改用加厚包装并抽检',
};
const HOUR = 60;

/** Every act in time: nobody is ever warned. With a key, each request carries an `Idempotency-Key` of its own. */
export async function onTime(
  house: RunningHouse,
  { keyed = false, complaint = COMPLAINT }: { keyed?: boolean; complaint?: typeof COMPLAINT },
): Promise<Step[]> {
  const [shop, lena] = await Promise.all([house.as('customerApp'), house.as('complaintSpecialist')]);
  const post = (who: Caller, path: (ticket: string) => string, body?: unknown) => (ticket: string) =>
    who.post(path(ticket), body, keyed ? { 'idempotency-key': `bench ${path(ticket)}`.replaceAll(' ', '-') } : {});
  const of = (rest: string) => (ticket: string) => `/v1/tickets/${ticket}/${rest}`;
  const solution = { type: 'exchange', text: '为您换一个新杯子，今天发出。' };
  const answered = { satisfied: true, satisfaction: 5, text: '客户表示满意' };
  return [
    { name: 'open', waits: 1, act: post(shop, () => '/v1/tickets', complaint) },
    { name: 'take', waits: 3, act: post(lena, of('take')) },
    { name: 'reply', waits: 2 * HOUR, act: post(lena, of('replies'), { text: '非常抱歉，我们会立即核实。' }) },
    { name: 'offer', waits: HOUR, act: post(lena, of('solutions'), solution) },
    { name: 'accept', waits: HOUR, act: post(shop, of('solutions/1/accept')) },
    { name: 'resolve', waits: 5, act: post(lena, of('resolve'), RECORD) },
    { name: 'close', waits: 20 * HOUR, act: post(lena, of('close'), { category: 'delivery' }) },
    { name: 'follow-up', waits: 0, act: post(lena, of('follow-up'), answered) },
  ];
}
