import { beforeEach, describe, expect, it } from 'vitest';
import { reasonOf } from '#customers/audit-reason.ts';
import { auditStore } from '#customers/audit-store.ts';
import { customerReader, customersOf, glance } from '#customers/customer-reader.ts';
import { mayLook } from '#customers/may-look.ts';
import { linkFile } from '#intake/files/link-file.ts';
import { linkOriginal, linkOwnOriginal } from '#intake/files/link-original.ts';
import { readHtml } from '#intake/files/read-html.ts';
import { afterDays } from '#intake/marks.ts';
import { discard } from '#intake/quarantine/discard.ts';
import { listQuarantine } from '#intake/quarantine/list-quarantine.ts';
import { readQuarantined } from '#intake/quarantine/read-quarantined.ts';
import { release } from '#intake/quarantine/release.ts';
import type { Actor } from '#platform/auth/actor.ts';
import type { Reply } from '#platform/http/reply.ts';
import type { Table } from '#platform/store/table.ts';
import { plusMinutes } from '#platform/time/instant.ts';
import { messageReader } from '#tickets/message-reader.ts';
import { ticketReader } from '#tickets/ticket-reader.ts';
import { aFile, aMail } from '../intake/a-mail.ts';
import { aTable } from './a-table.ts';
import { anIntake } from './an-intake.ts';

const mira: Actor = { id: 'mira', roles: ['agent'], app: 'desk' };
const stranger: Actor = { id: 'cus_li', roles: ['customer'], app: 'app' };

let table: Table;
let intake: ReturnType<typeof anIntake>;
beforeEach(async () => {
  table = await aTable();
  intake = anIntake(table);
});

const call = <Path>(path: Path, actor: Actor = mira) =>
  ({
    path,
    actor,
    language: 'en',
    from: '',
    query: undefined,
    body: undefined,
    keep: () => ({ writes: () => [] }),
  }) as const;
const chains = () => auditStore({ table: () => table, keyring: intake.needs.keyring });
const desk = () => ({
  ...intake.needs,
  door: intake.tickets,
  quarantine: intake.quarantine,
  cursorSecret: async () => 's',
  audit: chains(),
  ownerOf: async (index: string) => (await glance(table, [], [index])).identities.get(index)?.customerId,
});
const looks = async (customerId: string) =>
  (await chains().chain(customerId)).map(({ by, what, of }) => [by, what, ...of]);
const bodyOf = (reply: Reply) => reply.body as Record<string, unknown>;
const waiting = async () => (await intake.quarantine.list('waiting', 10)).items;
const onlyOne = async () => ({ quarantineId: (await waiting())[0]!.id });

describe('what was set aside', () => {
  it('is listed masked, newest first, page by page', async () => {
    for (const nth of [1, 2, 3]) {
      await intake.arrive(aMail({ from: 'mira@shop.example', messageId: `<${nth}@x>`, text: `${nth}` }));
    }
    const page = (after?: string) =>
      listQuarantine(desk())({
        ...call(undefined),
        query: { kind: 'aside', state: 'waiting', 'page[size]': 2, 'page[after]': after },
      });
    const first = bodyOf(await page()) as {
      quarantined: { sender: string; at: string }[];
      meta: { afterCursor: string };
    };
    const second = bodyOf(await page(first.meta.afterCursor)) as typeof first;

    expect(first.quarantined.map(({ sender }) => sender)).toEqual(['m***@shop.example', 'm***@shop.example']);
    expect(second.quarantined).toHaveLength(1);
    expect(first.quarantined[0]!.at > first.quarantined[1]!.at).toBe(true);
  });

  it('can be read, its numbers masked', async () => {
    await intake.arrive(aMail({ from: 'mira@shop.example', text: '请打 13812345678 找我' }));
    const reply = await readQuarantined(desk())(call(await onlyOne()));

    expect(bodyOf(reply)).toMatchObject({ because: 'staffSender', subject: '杯子碎了', text: '请打 138****5678 找我' });
  });

  it('stands on the chain of whoever it says it is from before it is read', async () => {
    await intake.arrive(aMail());
    await intake.arrive(aMail({ headers: ['X-SES-Virus-Verdict: FAIL'], messageId: '<2@x>' }));
    const [ticket] = await intake.everyTicket();
    const path = await onlyOne();
    await readQuarantined(desk())(call(path));

    expect(await looks(ticket!.requester.customerId)).toEqual([['mira', 'reveal', 'setAside', path.quarantineId]]);
  });

  it('is not read when that cannot be written down', async () => {
    await intake.arrive(aMail());
    await intake.arrive(aMail({ headers: ['X-SES-Virus-Verdict: FAIL'], messageId: '<2@x>' }));
    const files = { ...intake.files, get: () => Promise.reject(new Error('was read')) };
    const audit = { append: () => Promise.reject(new Error('no chain')) };
    const reading = readQuarantined({ ...desk(), files, audit })(call(await onlyOne()));

    await expect(reading).rejects.toThrow('no chain');
  });

  it('becomes a ticket of whoever it says it is from, who is no more proven for that', async () => {
    await intake.arrive(aMail({ from: 'mira@shop.example', parts: [aFile('photo.jpg')] }));
    const path = await onlyOne();
    const reply = await release(desk())(call(path));
    const [ticket] = await intake.everyTicket();
    const [message] = await intake.said(ticket!);

    expect(bodyOf(reply)).toMatchObject({ state: 'released', ticketId: ticket!.id });
    expect(ticket!.requester).toMatchObject({ email: 'm***@shop.example', proven: false });
    expect(message?.attachments?.map(({ name }) => name)).toEqual(['photo.jpg']);
    expect([...intake.files.all.keys()].filter((key) => key.startsWith('incoming/'))).toEqual([]);
    await expect(release(desk())(call(path))).rejects.toMatchObject({ code: 'quarantine.decided' });
  });

  it('is one mail however often it is sent again: the one that waits is what becomes a ticket, with all it said', async () => {
    for (let nth = 1; nth <= 21; nth += 1) {
      await intake.arrive(aMail({ messageId: `<${nth}@x>`, subject: `s${nth}`, text: `word ${nth}` }));
    }
    const [first] = await waiting();
    intake.wait(24 * 60);
    const again = await intake.arrive(aMail({ messageId: '<21@x>', subject: 's21', text: 'word 21' }));

    expect(await waiting()).toEqual([first]);
    expect(first).toMatchObject({ because: 'tooMany' });
    expect([intake.files.all.has(first!.raw!), intake.files.all.has(again)]).toEqual([true, false]);
    await release(desk())(call({ quarantineId: first!.id }));
    const newest = (await intake.everyTicket()).at(-1)!;
    expect((await intake.said(newest)).map(({ text }) => text)).toEqual(['word 21']);
  });

  it('becomes one ticket when two release it at once', async () => {
    await intake.arrive(aMail({ from: 'mira@shop.example' }));
    const path = await onlyOne();
    const all = await Promise.allSettled([release(desk())(call(path)), release(desk())(call(path))]);

    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await intake.everyTicket()).toHaveLength(1);
  });

  it('leaves its files behind when one of them was found harmful', async () => {
    const page = 'Content-Type: text/html; charset=utf-8\r\n\r\n<p>杯子</p>';
    await intake.arrive(aMail({ headers: ['X-SES-Virus-Verdict: FAIL'], parts: [aFile('photo.jpg'), page] }));
    await release(desk())(call(await onlyOne()));
    const [message] = await intake.said((await intake.everyTicket())[0]!);

    for (const opened of ['attachments', 'raw', 'html']) expect(message).not.toHaveProperty(opened);
    const left = [...intake.files.all.keys()];
    expect(left).toEqual([(await intake.all('quarantined'))[0]!['raw']]);
  });

  it('becomes a ticket even when nobody can read it', async () => {
    await intake.arrive(Buffer.from([1, 2, 3]));
    await release(desk())(call(await onlyOne()));
    const [message] = await intake.said((await intake.everyTicket())[0]!);

    expect(message?.text).toBe('（这封邮件无法读取，原件已保存。）');
  });

  it('does not end before somebody decided, and 90 days after that', async () => {
    await intake.arrive(aMail({ from: 'mira@shop.example' }));
    await intake.arrive(aMail({ from: 'mira@shop.example', messageId: '<2@x>' }));
    const [unseen, looked] = await waiting();
    await discard(desk())(call({ quarantineId: looked!.id }));
    const items = new Map((await intake.all('quarantined')).map((item) => [item['id'], item]));

    expect(items.get(unseen!.id)).not.toHaveProperty('expiresAt');
    expect(items.get(looked!.id)).toMatchObject({ expiresAt: afterDays(intake.needs.clock(), 90) });
  });

  it('is found by whom it names for as long as it is kept', async () => {
    await intake.arrive(aMail({ from: 'mira@shop.example', headers: ['Reply-To: li@example.com'] }));
    const ends = async () => (await intake.all('named')).map(({ expiresAt }) => expiresAt);
    expect(await ends()).toEqual([undefined]);
    await discard(desk())(call(await onlyOne()));

    expect(await ends()).toEqual([afterDays(intake.needs.clock(), 90)]);
  });

  it('tells since when the oldest waits, until nothing does', async () => {
    expect(await intake.quarantine.waitingSince()).toBeUndefined();
    await intake.arrive(aMail({ from: 'mira@shop.example' }));
    const first = intake.needs.clock();
    intake.wait(300);
    await intake.arrive(aMail({ from: 'mira@shop.example', messageId: '<2@x>' }));
    const [newest, oldest] = await waiting();

    expect(await intake.quarantine.waitingSince()).toBe(first);
    await discard(desk())(call({ quarantineId: oldest!.id }));
    expect(await intake.quarantine.waitingSince()).toBe(newest!.at);
    await release(desk())(call({ quarantineId: newest!.id }));
    expect(await intake.quarantine.waitingSince()).toBeUndefined();
  });

  it('stays aside when somebody says so, once', async () => {
    const key = await intake.arrive(aMail({ from: 'mira@shop.example' }));
    const path = await onlyOne();
    await discard(desk())(call(path));

    expect(await waiting()).toEqual([]);
    expect(intake.files.all.has(key)).toBe(true);
    await expect(discard(desk())(call(path))).rejects.toMatchObject({ code: 'quarantine.decided' });
    await expect(release(desk())(call(path))).rejects.toMatchObject({ code: 'quarantine.decided' });
  });
});

/** What links to files are made with. */
const room = () => ({
  ...{
    tickets: ticketReader(() => table),
    customers: customerReader(() => table),
    messages: messageReader(() => table),
  },
  ...{ files: intake.files, keyring: intake.needs.keyring, clock: intake.needs.clock },
  audit: chains(),
  looks: {
    audit: chains(),
    keyring: intake.needs.keyring,
    customers: { records: (ids: readonly string[]) => customersOf(table, ids) },
    mayLook: mayLook(() => table),
  },
  links: {
    download: async (key: string, name: string, seconds: number) => `https://files.example/${key}?${name}&${seconds}`,
  },
});

describe('what came with a message', () => {
  const html = '<p onclick="x()">杯子 <script>alert(1)</script><img src="https://spy.example/1.gif">13812345678</p>';
  const withHtml = aMail({
    parts: [aFile('发票 1.pdf'), `Content-Type: text/html; charset=utf-8\r\n\r\n${html}`],
  });
  const arrived = async () => {
    await intake.arrive(withHtml);
    const [ticket] = await intake.everyTicket();
    const [message] = await intake.said(ticket!);
    return { ticketId: ticket!.id, messageId: message!.id };
  };

  it('is shown harmless and masked, as a page that can do nothing', async () => {
    const path = await arrived();
    const { html: shown, headers } = await readHtml(room())(call(path));

    expect(shown).toContain('138****5678');
    expect(shown).not.toMatch(/script>|onclick|img|spy/);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringMatching(/default-src 'none'.*sandbox/),
    });
  });

  it('is fetched by a link that lives a minute', async () => {
    const path = await arrived();
    const reply = await linkFile(room())(call({ ...path, number: 0 }));

    expect(bodyOf(reply)['url']).toMatch(/^https:\/\/files\.example\/people\/cus_\w+\/[\w-]+\/0\?发票 1\.pdf&60$/);
    expect(bodyOf(reply)).toMatchObject({ expiresAt: plusMinutes(intake.needs.clock(), 1) });
  });

  it('has no number and no name of its sender in its link, nor in its page', async () => {
    const from = '=?UTF-8?B?5p2O6Zuq5qKF?= <li@example.com>'; // 李雪梅
    const page = 'Content-Type: text/html; charset=utf-8\r\n\r\n<p>李雪梅</p>';
    await intake.arrive(aMail({ from, parts: [aFile('李雪梅 13812345678.pdf'), page] }));
    const [ticket] = await intake.everyTicket();
    const [message] = await intake.said(ticket!);
    const path = { ticketId: ticket!.id, messageId: message!.id };

    const { url } = bodyOf(await linkFile(room())(call({ ...path, number: 0 })));
    const { html: shown } = await readHtml(room())(call(path));
    expect(String(url)).toMatch(/138\*{4}5678\.pdf/);
    expect(`${url} ${shown}`).not.toMatch(/李雪梅|13812345678/);
  });

  it('stands on the customer’s chain when staff fetch it, and not when they do themselves', async () => {
    const path = await arrived();
    const [ticket] = await intake.everyTicket();
    const { customerId } = ticket!.requester;
    await linkFile(room())(call({ ...path, number: 0 }));
    await linkFile(room())(call({ ...path, number: 0 }, { id: customerId, roles: ['customer'], app: 'app' }));

    await linkFile(room())(call({ ...path, number: 0 }, { id: customerId, roles: ['customer', 'agent'], app: 'app' }));

    expect(await looks(customerId)).toEqual([
      ['mira', 'reveal', 'attachment', path.messageId],
      [customerId, 'reveal', 'attachment', path.messageId], // who works here besides might as well have looked at another's
    ]);
  });

  it('is nobody else’s', async () => {
    const path = await arrived();

    await expect(readHtml(room())(call(path, stranger))).rejects.toMatchObject({ code: 'ticket.missing' });
    await expect(linkFile(room())(call({ ...path, number: 0 }, stranger))).rejects.toMatchObject({
      code: 'ticket.missing',
    });
  });

  it.each([7, 99])('has no file number %i', async (number) => {
    const path = await arrived();

    await expect(linkFile(room())(call({ ...path, number }))).rejects.toMatchObject({
      ...{ code: 'message.no-file', message: expect.not.stringContaining('any more') },
    });
  });
});

describe('a mail as it came', () => {
  const leader: Actor = { id: 'tang', roles: ['teamLeader'], app: 'desk' };
  const officer: Actor = { id: 'bao', roles: ['privacyOfficer'], app: 'desk' };
  const ID_NUMBER = '11010519491231002X';
  const html = (text: string) => ({ parts: [`Content-Type: text/html; charset=utf-8\r\n\r\n<p>${text}</p>`] });
  const arrived = async (wish: Parameters<typeof aMail>[0] = {}) => {
    await intake.arrive(aMail(wish));
    const [ticket] = await intake.everyTicket();
    const [message] = await intake.said(ticket!);
    return { path: { ticketId: ticket!.id, messageId: message!.id }, customerId: ticket!.requester.customerId };
  };
  type Path = Awaited<ReturnType<typeof arrived>>['path'];
  const ask = (path: Path, actor: Actor) =>
    linkOriginal(room())({ ...call(path, actor), body: { reason: '客户说李雪梅没有收到附件' } });
  const raw = () => [...intake.files.all.keys()].find((key) => key.startsWith('raw/'))!;

  it('is linked for whoever leads the work on its ticket, and stands on the chain with the reason, sealed', async () => {
    const { path, customerId } = await arrived();
    const { body } = await ask(path, leader);
    const [entry, ...more] = await chains().chain(customerId);
    const key = (await intake.keys.find(customerId))!;

    expect(body).toMatchObject({ url: `https://files.example/${raw()}?${path.messageId}.eml&60` });
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      by: 'tang',
      what: 'reveal',
      of: ['original', path.messageId],
      ticketId: path.ticketId,
    });
    expect(JSON.stringify(entry)).not.toContain('李雪梅');
    expect(reasonOf(entry!, key)).toBe('客户说李雪梅没有收到附件');
  });

  it('is not for somebody who does not hold the ticket, of whom nothing is noted or counted', async () => {
    const { path, customerId } = await arrived();

    for (let each = 0; each < 31; each += 1) {
      await expect(ask(path, mira)).rejects.toMatchObject({ code: 'customer.not-served' });
    }
    expect(await looks(customerId)).toEqual([]);
  });

  it('counts among the thirty looks of an hour', async () => {
    const { path } = await arrived();
    for (let each = 0; each < 30; each += 1) await ask(path, leader);

    await expect(ask(path, leader)).rejects.toMatchObject({ code: 'customer.reveal-limit' });
  });

  it.each<[string, Parameters<typeof aMail>[0]]>([
    ['its text', { text: `我的身份证是${ID_NUMBER}` }],
    ['its subject', { subject: `身份证 ${ID_NUMBER}` }],
    ['what it quotes', { text: `好的\n\n> 我的身份证是${ID_NUMBER}\n` }],
    ['its HTML alone', html(`我的身份证是${ID_NUMBER}`)],
    ['its text, of a card', { text: '我的银行卡号是6222021234567890128' }],
    [
      'its end, behind all that is kept in words',
      { text: `${'很长的一行。\n'.repeat(6_000)}我的身份证是${ID_NUMBER}` },
    ],
  ])('is the privacy officer’s alone with such a number in %s', async (_, wish) => {
    const { path, customerId } = await arrived(wish);

    await expect(ask(path, leader)).rejects.toMatchObject({ code: 'customer.sealed-by-officer' });
    expect((await ask(path, officer)).status).toBe(200);
    expect(await looks(customerId)).toEqual([['bao', 'reveal', 'original', path.messageId]]);
  });

  it('is its sender’s own, which stands on no chain, and nobody else’s, colleagues among them', async () => {
    const { path, customerId } = await arrived({ text: ID_NUMBER });
    const own = (actor: Actor) => linkOwnOriginal(room())(call(path, actor));
    const wang: Actor = { id: customerId, roles: ['customer'], app: 'app' };
    const { status } = await own(wang);

    expect(status).toBe(200);
    expect(await looks(customerId)).toEqual([]);
    for (const other of [stranger, { ...stranger, roles: ['customer', 'director'] } satisfies Actor]) {
      await expect(own(other)).rejects.toMatchObject({ code: 'ticket.missing' });
    }
  });

  it('is there no more once it is gone', async () => {
    const { path } = await arrived();
    await intake.files.remove(raw());

    await expect(ask(path, leader)).rejects.toMatchObject({ code: 'message.no-file' });
  });
});
