import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFile, aMail } from '../intake/a-mail.ts';
import type { Caller, RunningHouse } from '../support/house.ts';
import { aHouse, done, path, timelineOf } from './a-house.ts';

const SERVICE = 'service@help.example.com';
const WANG = 'wang@example.com';

type Entry = Readonly<Record<string, unknown>> & { readonly id: string };
type Tickets = { readonly tickets: readonly (Entry & { readonly channel: string })[] };

let house: RunningHouse;
let mira: Caller;
beforeAll(async () => {
  house = await aHouse();
  mira = await house.as('agent');
});
afterAll(() => house.stop());

/** Delivers a mail at the house's port, and waits until it was taken in and everybody told. */
async function post(wish: Parameters<typeof aMail>[0], to = SERVICE): Promise<void> {
  const { runtime } = house;
  const transport = createTransport({ host: '127.0.0.1', port: runtime.smtp!.port, ignoreTLS: true });
  await transport.sendMail({ envelope: { from: WANG, to }, raw: aMail({ to, ...wish, dmarc: undefined }) });
  transport.close();
  await runtime.settled();
}

const ticketsBy = async (channel: string) => (await mira.get<Tickets>(`/v1/tickets?channel=${channel}`)).body.tickets;
const wordsOf = async (ticket: string) =>
  (await timelineOf(mira, ticket)).filter(({ type, from }) => type === 'Message' && from === 'customer');

describe('a customer who writes a mail', () => {
  let ticket = '';

  it('has a ticket, with the file they sent', async () => {
    await post({
      parts: [aFile('照片.jpg', 'a cup'), 'Content-Type: text/html; charset=utf-8\r\n\r\n<p onclick="x()">杯子</p>'],
    });
    const [one, ...others] = await ticketsBy('email');
    ticket = one!.id;
    const [words] = await wordsOf(ticket);

    expect(others).toEqual([]);
    expect(words).toMatchObject({
      text: expect.stringMatching(/^我收到的杯子碎了，请换一个。/),
      hasHtml: true,
      hasOriginal: true,
    });
    expect(words).toMatchObject({ attachments: [{ name: '照片.jpg', bytes: 5 }] });
  });

  it('has their HTML shown harmless and their file fetched as a download', async () => {
    const [words] = await wordsOf(ticket);
    const message = path(ticket, `messages/${words!.id}`);
    const html = await mira.get<string>(`${message}/html`);
    const link = await mira.get<{ url: string }>(`${message}/attachments/0`);
    const file = await fetch(link.body.url);

    expect(html.body).toContain('<p>杯子</p>');
    expect(html.body).toMatch(/<html lang="zh-CN">.*<title>邮件 · 工单 [0-9A-Z]{6}<\/title>/);
    expect(html.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
    expect(await file.text()).toBe('a cup');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(file.headers.get('content-type')).toBe('application/octet-stream');
  });

  it('has the mail itself fetched as it came, for a reason by whoever holds the ticket, and by themself', async () => {
    const [words] = await wordsOf(ticket);
    const original = path(ticket, `messages/${words!.id}/original`);
    const { customerId } = (await mira.get<{ requester: { customerId: string } }>(path(ticket))).body.requester;
    const [wang, zhao, lena, officer, quality, ceo] = await Promise.all([
      ...[customerId, 'cus_zhao'].map((id) => house.as('customer', id)),
      ...['complaintSpecialist', 'privacyOfficer', 'quality', 'ceo'].map((role) => house.as(role)),
    ]);
    const reason = { reason: '客户问附件为何打不开' };
    const refused = await Promise.all([
      mira.get(original),
      ...[quality!, ceo!].flatMap((one) => [
        one.post(original, reason),
        one.get(path(ticket, 'messages/x/attachments/0')),
      ]),
    ]);
    await done(house, mira.post(path(ticket, 'take')));
    const link = await mira.post<{ url: string }>(original, reason);
    const [unasked, unheld] = [await mira.post(original, {}), await lena!.post(original, reason)];
    const mail = await fetch(link.body.url);
    const [theirs, others] = [await wang!.get(original), await zhao!.get(original)];
    const { body } = await officer!.get<{ chains: { entries: Entry[] }[] }>(`/v1/customers/${customerId}/audit`);
    const looks = body.chains.flatMap(({ entries }) => entries).filter(({ of }) => String(of).startsWith('original'));

    expect(refused.map(({ body: { code } }) => code)).toEqual(refused.map(() => 'auth.not-allowed'));
    expect(unasked).toMatchObject({ status: 400, body: { errors: [{ path: 'body.reason' }] } });
    expect(unheld).toMatchObject({ status: 403, body: { code: 'customer.not-served' } });
    expect(await mail.text()).toMatch(/^From: /m);
    expect(mail.headers.get('content-disposition')).toMatch(/^attachment; filename="msg_[0-9a-z]+\.eml"/);
    expect([link.status, theirs.status, others.status]).toEqual([200, 200, 404]);
    expect(looks).toMatchObject([
      { by: 'mira', what: 'reveal', of: ['original', words!.id], reason: reason.reason, ticketId: ticket },
    ]);
  });

  it('is answered at an address of their own, and goes on with their ticket there', async () => {
    await done(house, mira.post(path(ticket, 'replies'), { text: '今天就为您寄出新的杯子。' }));
    const answer = house.runtime.outbox().findLast(({ to }) => to === WANG);
    await post(
      { subject: 'Re: 杯子', text: '谢谢，已收到。', messageId: '<m2@example.com>' },
      String(answer?.replyTo).replace(/^.*<|>.*$/g, ''),
    );

    expect(await ticketsBy('email')).toHaveLength(1);
    expect((await wordsOf(ticket)).map(({ text }) => text)).toContain('谢谢，已收到。');
  });
});

describe('somebody who writes as if they worked here', () => {
  it('waits for a person, who makes a ticket of it', async () => {
    await post({ from: 'mira@house.example.com', messageId: '<m3@example.com>', text: '请关闭工单' });
    const listed = await mira.get<{ quarantined: { id: string; because: string }[] }>('/v1/quarantine');
    const [one] = listed.body.quarantined;
    const released = await done(house, mira.post(`/v1/quarantine/${one!.id}/release`));

    expect(one).toMatchObject({ because: 'staffSender', sender: 'm***@house.example.com' });
    expect(released.body).toMatchObject({ state: 'released' });
    expect(await ticketsBy('email')).toHaveLength(2);
  });
});

describe('a customer who writes a text message', () => {
  const text = async (words: string, id: string) => {
    house.runtime.receiveSms({ from: '+8613800138000', text: words, id });
    await house.runtime.settled();
  };

  it('has a ticket, and goes on with it, each message once', async () => {
    await text('我的退款呢？', 's-1');
    await text('我的退款呢？', 's-1');
    await text('还在吗', 's-2');
    const [one, ...others] = await ticketsBy('sms');

    expect(others).toEqual([]);
    const [words] = await wordsOf(one!.id);
    const original = await mira.post(path(one!.id, `messages/${words!.id}/original`), { reason: '核对短信' });

    expect((await wordsOf(one!.id)).map(({ text: said }) => said)).toEqual(['我的退款呢？', '还在吗']);
    expect(original).toMatchObject({ status: 404, body: { code: 'message.no-file' } });
  });

  it('says what came in parts, last one first, as one message', async () => {
    const part = (number: number) => ({ reference: '7', number, count: 2 });
    for (const number of [2, 1, 1]) {
      const words = number === 1 ? '很长的短信，' : '分两条发来。';
      house.runtime.receiveSms({
        ...{ from: '+8613800138000', text: words, id: `s-long-${number}` },
        part: part(number),
      });
      await house.runtime.settled();
    }
    const [one] = await ticketsBy('sms');

    expect((await wordsOf(one!.id)).map(({ text: said }) => said)).toContain('很长的短信，分两条发来。');
    expect(await wordsOf(one!.id)).toHaveLength(3);
  });

  it('is called back, and sees on their own timeline what came by which channel', async () => {
    const [one] = await ticketsBy('sms');
    const { customerId } = one!['requester'] as { customerId: string };
    const numbers = {
      agentNumber: 'A1',
      startedAt: new Date(house.runtime.clock.now()).toISOString(),
      waitSeconds: 0,
      durationSeconds: 60,
    };
    await done(house, mira.post('/v1/calls', { ticketId: one!.id, caller: {}, transcript: '已回电', ...numbers }));
    const customer = await house.as('customer', customerId);
    const { body } = await customer.get<{ entries: Entry[] }>(`/v1/customers/${customerId}/timeline`);
    const [newest] = body.entries;

    expect(newest).toMatchObject({ type: 'Message', text: '已回电', channel: 'phone', ticketNumber: one!['number'] });
    expect(new Set(body.entries.slice(1).map(({ channel }) => channel))).toEqual(new Set(['sms', undefined]));
  });

  it('refuses what is commercial with a word, which opens nothing', async () => {
    await text('退订', 's-3');

    expect(await ticketsBy('sms')).toHaveLength(1);
  });
});

describe('a provider that nobody invited', () => {
  it.each(['aliyun', 'tencent', 'gateway'])('%s finds nothing', async (provider) => {
    const anybody = await house.as('nobody');
    const { status } = await anybody.post(`/v1/hooks/${provider}/${'x'.repeat(30)}/replies`, []);

    expect(status).toBe(404);
  });
});

describe('a customer who is erased', () => {
  it('leaves no file, nothing that was noted or set aside, and no conversation', async () => {
    await post({ messageId: '<m8@example.com>', headers: ['Auto-Submitted: auto-replied'], text: '我在休假。' });
    const theirs = (await ticketsBy('email')).find(({ requester }) => Object(requester).email === 'w***@example.com')!;
    const { customerId } = Object(theirs['requester']);
    const words = (await wordsOf(theirs.id)).find(({ attachments }) => attachments)!;
    const link = await mira.get<{ url: string }>(path(theirs.id, `messages/${words.id}/attachments/0`));
    const bucket = new URL(link.body.url).pathname.split('/')[1]!;
    const kept = () =>
      house.runtime.files
        .list(bucket)
        .map(({ key }) => key)
        .filter((key) => key.includes(customerId) || key.startsWith('incoming/'));
    const before = kept().map((key) => key.split('/')[0]);
    const officer = await house.as('privacyOfficer');
    await done(house, officer.post(`/v1/customers/${customerId}/erase`, { reason: 'customerAsked' }));

    expect(new Set(before)).toEqual(new Set(['incoming', 'raw', 'people']));
    expect(kept()).toEqual([]);
    expect(house.runtime.queues.list().flatMap(({ messages }) => messages)).toEqual([]);
  });
});
