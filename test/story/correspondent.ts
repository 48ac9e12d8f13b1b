import { createTransport } from 'nodemailer';
import type { Answer, Caller, RunningHouse } from '../support/house.ts';

/** By which way a customer and the house speak with each other. */
export const WAYS = ['app', 'mail', 'sms'] as const;
export type Way = (typeof WAYS)[number];

/** The customer of the story on one way. */
export type Correspondent = {
  /** Minutes until a complaint by this way is at its second level, unanswered. */
  readonly patience: number;
  /** Says what is wrong; answers the ticket's id. */
  complain(): Promise<string>;
  /** Says something on the ticket; through the app they had nothing to add. */
  readonly answer?: (text: string) => Promise<void>;
  /** Says yes to a solution: in the app themself, else whoever serves them writes it down. */
  accept(ticket: string): Promise<Answer>;
};

const SUBJECT = '收到的杯子碎了';
const BODY = '今天收到的杯子是碎的，想换一个。';
const ADDRESS = 'wang@example.com';
const NUMBER = '+8613800138000';
const REQUESTER = { customerId: 'cus_wang', name: '王女士', email: ADDRESS };

type People = { readonly shop: Caller; readonly lena: Caller };

/** Ms Wang in the shop's app, in a mail program or with a telephone. */
export function correspondent(way: Way, house: RunningHouse, { shop, lena }: People): Correspondent {
  const newest = async () => {
    await house.runtime.settled();
    const { body } = await lena.get<{ tickets: { id: string }[] }>('/v1/tickets');
    return body.tickets[0]?.id ?? '';
  };
  const decide = (by: Caller) => (ticket: string) => by.post(`${ticket}/solutions/1/accept`);
  if (way === 'app') return { patience: 22, complain: () => openedBy(shop), accept: decide(shop) };
  const say = way === 'mail' ? mails(house) : texts(house);
  const complain = async () => {
    await say(way === 'mail' ? BODY : `${SUBJECT}。${BODY}`);
    return newest();
  };
  return { patience: 62, complain, answer: say, accept: decide(lena) };
}

async function openedBy(shop: Caller): Promise<string> {
  const complaint = { kind: 'complaint', channel: 'web', subject: SUBJECT, body: BODY, orderNumber: 'SO-1001' };
  const { status, body } = await shop.post('/v1/tickets', { ...complaint, requester: REQUESTER });
  if (status !== 201) throw new Error(`The complaint was refused: ${JSON.stringify(body)}`);
  return String(body['id']);
}

/** A mail to the house, or an answer to the last one it sent her. */
function mails({ runtime }: RunningHouse) {
  return async (text: string) => {
    const last = runtime.outbox().findLast(({ to }) => to === ADDRESS);
    const thread = last?.replyTo
      ? { to: last.replyTo, inReplyTo: last.messageId ?? '' }
      : { to: 'service@help.example.com' };
    const transport = createTransport({ host: '127.0.0.1', port: runtime.smtp?.port ?? 0, ignoreTLS: true });
    await transport.sendMail({ ...thread, from: { name: '王女士', address: ADDRESS }, subject: SUBJECT, text });
    await runtime.settled();
  };
}

function texts({ runtime }: RunningHouse) {
  return async (text: string) => {
    runtime.receiveSms({ from: NUMBER, text });
    await runtime.settled();
  };
}
