import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Sent } from '../../infra/local/outbox.ts';
import { type MailHouse, mailHouse } from '../corpus/mail-house.ts';
import { aMail } from '../intake/a-mail.ts';
import { multipart } from '../intake/mail/a-mail.ts';
import type { Caller } from '../support/house.ts';
import { done, path, RECORD, timelineOf } from './a-house.ts';

const WANG = 'wang@example.com';
const GONE = 'suppressionlist@simulator.amazonses.com'; // SES sends back whatever goes there

type Ticket = { readonly id: string; readonly linkedTo?: string; readonly requester: { readonly customerId: string } };
type Wish = Parameters<typeof aMail>[0] & { readonly by?: string; readonly at?: string };

let house: MailHouse;
let mira: Caller;
beforeAll(async () => {
  house = await mailHouse(inject('assembly'));
  mira = await house.as('agent');
});
afterAll(() => house.stop());

/** Delivers a mail, as many times as told before anybody can look, and waits until all is done. */
async function post({ by = WANG, at: to = `service@${house.domain}`, ...wish }: Wish, times = 1): Promise<void> {
  const raw = aMail({ from: `<${by}>`, to, ...wish, dmarc: undefined });
  for (let time = 0; time < times; time += 1) await house.send({ from: by, to, raw });
  await house.runtime.settled();
}

const tickets = async () => (await mira.get<{ tickets: Ticket[] }>('/v1/tickets?channel=email')).body.tickets;
const mailsTo = (address: string): Sent[] => house.runtime.outbox().filter(({ to }) => to === address);
const answer = async (ticket: string, text: string) => done(house, mira.post(path(ticket, 'replies'), { text }));
const saidOn = async (ticket: string) =>
  (await timelineOf(mira, ticket))
    .filter(({ type, from }) => type === 'Message' && from === 'customer')
    .map(({ text }) => text);
const itemsOf = async (entity: string) => {
  const found: Record<string, unknown>[] = [];
  for await (const item of house.items()) if (item['entity'] === entity) found.push(item);
  return found;
};

describe('a mail to two of our addresses, delivered three times each', () => {
  it('is one message of one ticket, acknowledged once', async () => {
    await post({ cc: `desk@${house.domain}` }, 3);
    await post({ cc: `desk@${house.domain}`, at: `desk@${house.domain}`, to: `service@${house.domain}` }, 3);
    const [one, ...others] = await tickets();

    expect(others).toEqual([]);
    expect(await saidOn(one!.id)).toHaveLength(1);
    expect(mailsTo(WANG)).toHaveLength(1);
  });
});

describe('what leaves the house', () => {
  it('says that it is automatic when nobody wrote it, and stands in the conversation', () => {
    const [received] = mailsTo(WANG);

    expect(received).toMatchObject({ autoSubmitted: 'auto-replied', inReplyTo: '<m1@example.com>' });
    expect(received?.references).toMatch(/^<m1@example\.com> <k\.[0-9a-z.]+@help\.example\.com>$/);
    expect(received?.replyTo).toMatch(/^reply\+[0-9a-z]{52}@help\.example\.com$/);
  });

  it('says nothing of the kind when somebody wrote it, and stands in the conversation', async () => {
    const [one] = await tickets();
    await done(house, mira.post(path(one!.id, 'take')));
    await answer(one!.id, '今天就为您寄出新的杯子。');
    const reply = mailsTo(WANG).at(-1);

    expect(reply?.autoSubmitted).toBeUndefined();
    expect(reply).toMatchObject({ inReplyTo: '<m1@example.com>', text: expect.stringContaining('寄出新的杯子') });
    expect(reply?.subject).toMatch(/\[#[0-9a-z]{26}\.[0-9a-z]{13}\]$/);
    expect(reply?.messageId).toMatch(/^<.+@.+>$/);
    expect(reply?.replyTo).toBe(mailsTo(WANG)[0]?.replyTo);
  });
});

describe('the answer to it', () => {
  it('goes on with the ticket, once, though it is delivered three times', async () => {
    const { replyTo = '', messageId = '' } = mailsTo(WANG).at(-1)!;
    const headers = [`In-Reply-To: ${messageId}`];
    await post({ at: replyTo, messageId: '<m2@example.com>', subject: 'Re: 杯子', text: '谢谢，已收到。', headers }, 3);
    const all = await tickets();

    expect(all).toHaveLength(1);
    expect(await saidOn(all[0]!.id)).toEqual(['我收到的杯子碎了，请换一个。', '谢谢，已收到。']);
  });

  it('goes on with the ticket by its headers alone, at the address of the house', async () => {
    const { references = '' } = mailsTo(WANG).at(-1)!;
    await post({
      messageId: '<m3@example.com>',
      subject: '另外',
      text: '再问一句。',
      headers: [`References: ${references}`],
    });

    expect(await tickets()).toHaveLength(1);
  });

  it('from another address opens a ticket beside it, and tells its writer nothing of the first', async () => {
    const [first] = await tickets();
    const { replyTo = '' } = mailsTo(WANG).at(-1)!;
    await post({
      ...{ by: 'li@example.com', at: replyTo, messageId: '<l1@example.com>' },
      ...{ subject: '问一下', text: '我是他朋友，进展如何？' },
    });
    const second = (await tickets()).find(({ id }) => id !== first?.id);
    const li = await house.as('customer', second!.requester.customerId);
    const told = JSON.stringify(mailsTo('li@example.com'));

    expect(second).toMatchObject({ linkedTo: first!.id });
    expect(await saidOn(first!.id)).not.toContain('我是他朋友，进展如何？');
    expect((await li.get(path(first!.id))).status).toBe(404);
    expect((await li.get(path(second!.id))).body).not.toHaveProperty('linkedTo');
    expect(told).not.toMatch(new RegExp(`杯子|wang|${first!.id.slice(4)}|${first!.id.slice(-6)}`, 'i'));
  });
});

describe('a mail of ours that does not arrive', () => {
  it('is noted as failed, and nothing more is sent to that address', async () => {
    await post({ by: GONE, messageId: '<b1@example.com>' });
    const one = (await tickets())[0]!;
    const before = mailsTo(GONE).length;
    await done(house, mira.post(path(one.id, 'take')));
    await answer(one.id, '您好');
    const notices = (await itemsOf('notice')).filter(
      ({ ticketId, channel }) => ticketId === one.id && channel === 'mail',
    );

    expect(before).toBe(1);
    expect(mailsTo(GONE)).toHaveLength(before);
    expect(notices).toContainEqual(
      expect.objectContaining({ template: 'received', receipt: expect.objectContaining({ status: 'failed' }) }),
    );
    expect(notices).toContainEqual(
      expect.objectContaining({ template: 'replied', state: 'withheld', because: 'suppressed' }),
    );
    expect(await timelineOf(mira, one.id)).toContainEqual(
      expect.objectContaining({ type: 'CustomerNotTold', template: 'replied', why: 'suppressed' }),
    );
  });

  it('is believed of the address that our own id was made for, and of no other', async () => {
    const ours = /<k\.[^>]+>/.exec(mailsTo('li@example.com')[0]?.references ?? '')?.[0] ?? '';
    const returned = (whose: string, id: string) =>
      multipart(
        'report; report-type=delivery-status',
        [
          'Content-Type: text/plain\r\n\r\nIt could not be delivered.',
          `Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; ${whose}\r\nAction: failed\r\nStatus: 5.1.1`,
          `Content-Type: message/rfc822\r\n\r\nMessage-ID: ${id}\r\n\r\nx`,
        ],
        { From: 'MAILER-DAEMON@mx.example', 'Message-ID': `<${whose}-${id.length}@mx.example>` },
      );
    const isSuppressed = async () => (await itemsOf('suppression')).filter(({ all }) => all !== undefined).length;
    const before = await isSuppressed();
    const deliver = async (raw: Uint8Array) => {
      await house.send({ from: '', to: `service@${house.domain}`, raw: Buffer.from(raw) });
      await house.runtime.settled();
    };
    await deliver(returned(WANG, ours));
    await deliver(returned(WANG, '<somebody@elsewhere.example>'));
    const forged = await isSuppressed();
    await deliver(returned('li@example.com', ours));

    expect([before, forged, await isSuppressed()]).toEqual([1, 1, 2]);
    expect((await tickets()).length).toBe(3);
  });
});

describe('a mail whose sender nobody proved', () => {
  const lines = ['想问一下 BUY NOW', '这款杯子有红色的吗？'];
  const write = async (by: string, verdict: string, messageId: string) => {
    const to = `service@${house.domain}`;
    const mail = aMail({ from: `<${by}>`, to, messageId, subject: lines[0]!, text: lines[1]!, dmarc: undefined });
    await house.send({ from: by, to, raw: Buffer.concat([Buffer.from(`X-Local-Verdict: ${verdict}\r\n`), mail]) });
    await house.runtime.settled();
    return (await tickets())[0]!;
  };
  const solved = async (id: string) => {
    await done(house, mira.post(path(id, 'take')));
    await answer(id, '今天就为您寄出新的杯子，寄到您留的13912345678。');
    await done(house, mira.post(path(id, 'resolve'), RECORD));
  };

  it('is acknowledged, answered and told of its end, in words of the house and of whoever answered', async () => {
    const { id } = await write('nodmarc@old.example', 'none', '<n1@old.example>');
    await solved(id);
    const mails = mailsTo('nodmarc@old.example');

    expect(mails.map(({ autoSubmitted }) => autoSubmitted)).toEqual(['auto-generated', undefined, 'auto-generated']);
    expect(mails[1]!.text).toContain('今天就为您寄出');
    expect(JSON.stringify(mails)).not.toMatch(/BUY NOW|想问一下|红色|n1@old|13912345678/);
  });

  it('goes on with its ticket when the answer is answered', async () => {
    const [one] = await tickets();
    const { replyTo = '' } = mailsTo('nodmarc@old.example')[1]!;
    await post({ by: 'nodmarc@old.example', at: replyTo, messageId: '<n2@old.example>', text: '谢谢，收到了。' });

    expect(await saidOn(one!.id)).toContain('谢谢，收到了。');
  });

  it('is not acknowledged when the checks found a forger, and whose address it is gets what a person says', async () => {
    const { id } = await write('victim@bank.example', 'fail', '<f1@bank.example>');
    const before = mailsTo('victim@bank.example');
    await solved(id);

    expect(before).toEqual([]);
    expect(mailsTo('victim@bank.example')[0]!.autoSubmitted).toBeUndefined();
    expect(JSON.stringify(mailsTo('victim@bank.example'))).not.toMatch(/BUY NOW|想问一下|红色/);
  });
});
