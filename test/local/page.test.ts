import { describe, expect, it } from 'vitest';
import { ClockKind } from '#clocks/clock.ts';
import { CHINESE } from '#notices/words-in-chinese.ts';
import { ENGLISH } from '#notices/words-in-english.ts';
import { numberOf } from '#tickets/number.ts';
import type { Asked } from '../../infra/local/http-server.ts';
import { page } from '../../infra/local/page.ts';
import type { IncomingSms } from '../../infra/local/sms-in.ts';
import type { ListedExecution } from '../../infra/local/states.ts';
import { aHouse, NEW_YEAR } from './a-house.ts';

const HOUR = 3_600_000;

type Given = { listens?: boolean; mails?: number; waits?: Partial<ListedExecution>[] };

function aPage(text = 'Your order', { listens = true, mails = 1, waits = [{}] }: Given = {}) {
  const { clock, moved } = aHouse();
  const messages: IncomingSms[] = [];
  const receive = (sms: IncomingSms) => {
    if (!listens) throw new Error('nobody listens');
    messages.push(sms);
    return 'sms-1';
  };
  const mail = {
    id: '1',
    channel: 'mail',
    to: 'mira@example.com',
    from: 'kefu@example.com',
    at: NEW_YEAR,
    subject: text,
    text,
    references: '<1@kefu.example>',
  } as const;
  const wait = {
    machine: 'Clock',
    name: text,
    status: 'RUNNING',
    input: {},
    startedAt: NEW_YEAR,
    transitions: 1,
    wakesAt: NEW_YEAR,
  };
  const letter = { id: '1', body: text, sentAt: NEW_YEAR, receives: 0, attributes: {} };
  const door = page({
    clock,
    mails: { sent: () => Array.from({ length: mails }, () => mail) },
    texts: { sent: () => [] },
    states: {
      list: () => [...waits.map((one) => ({ ...wait, ...one })), { ...wait, name: 'ended', status: 'SUCCEEDED' }],
    },
    queues: { list: () => [{ queue: 'Dead', messages: [letter] }] },
    smsDoor: { receive },
  });
  const ask = async (method: string, path: string, body: unknown = '', headers: Record<string, string> = {}) => {
    const asked: Asked = {
      ...{ method, path, query: '', sourceIp: '127.0.0.1', protocol: 'HTTP/1.1' },
      headers: { host: '127.0.0.1:3000', ...headers },
      body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    };
    const answer = await door(asked);
    return { status: answer?.status, headers: answer?.headers, text: String(answer?.body ?? '') };
  };
  return { clock, moved, ask, messages };
}

describe('the page', () => {
  it('shows what left, what waits and what died, in two languages and at phone width', async () => {
    const { text } = await aPage().ask('GET', '/_local');
    for (const words of [
      'mira@example.com',
      'Your order',
      '发件箱',
      'Outbox',
      'Dead: 1',
      'width=device-width',
      'References: &#60;1@kefu.example&#62;',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('ended');
  });

  it('escapes whatever came from outside', async () => {
    const attack = `<script>alert("1")</script>' onload='x`;
    const { text } = await aPage(attack).ask('GET', '/_local');
    expect(text).not.toContain('<script>');
    expect(text).not.toContain("' onload");
    expect(text).toContain('&#60;script&#62;');
  });

  it('gives the outbox and the running executions as JSON', async () => {
    const { ask } = aPage();
    expect(JSON.parse((await ask('GET', '/_local/outbox')).text)).toMatchObject([{ to: 'mira@example.com' }]);
    expect(JSON.parse((await ask('GET', '/_local/clocks')).text)).toMatchObject([{ name: 'Your order' }]);
  });

  it('has nothing else, and leaves the rest to the API', async () => {
    const { ask } = aPage();
    expect((await ask('GET', '/_local/secrets')).status).toBe(404);
    expect((await ask('DELETE', '/_local/clock')).status).toBe(404);
    expect((await ask('GET', '/_localhost')).status).toBeUndefined();
  });
});

describe('what the page shows', () => {
  const shown = async (given: Given) => (await aPage('Your order', given).ask('GET', '/_local')).text;

  it('counts everything that left, and says how much of it stands elsewhere', async () => {
    const text = await shown({ mails: 220 });
    expect(text).toMatch(/Outbox<\/span> \(220\)/);
    expect(text).toContain('… +170: <a href="/_local/outbox">');
    expect(text.match(/mira@example\.com/g)).toHaveLength(50);
    expect(await shown({ mails: 50 })).not.toContain('… +');
  });

  it('is at the time of the shop, with the instant behind it', async () => {
    const text = await shown({});
    expect(text).toContain(`<time datetime="${NEW_YEAR}">2026-01-01 08:00:00</time>`);
    expect(text).toContain('Asia/Shanghai');
    expect(text).toContain('value="2026-01-01T08:00"');
    expect(text.replaceAll(/datetime="[^"]*"/g, '')).not.toContain('000Z');
  });

  it.each(ClockKind.options)('names a clock of %s by its ticket and its promise, as the messages do', async (kind) => {
    const subject = 'tkt_m4rv3kq2t7w9z5qcd8';
    const input = { subject, kind, run: 1 };
    const text = await shown({ waits: [{ name: `${subject}-${kind}-1`, input, wakesAt: '2026-01-01T00:10:00.000Z' }] });
    const [chinese, english] = [CHINESE.clocks[kind], ENGLISH.clocks[kind]];
    expect(text).toContain(`<strong>工单 <span lang="en">Ticket</span> ${numberOf(subject)}</strong>`);
    expect(text).toContain(`${chinese} <span lang="en">${english}</span>`);
    expect(text).toMatch(/2026-01-01 08:10:00<\/time> \(10分钟后 <span lang="en">in 10 minutes<\/span>\)/);
  });

  it.each([
    { subject: 7, kind: 'solution' },
    { subject: 'tkt_a', kind: 'constructor' },
    { subject: 'tkt_a', kind: '<b>' },
    'Your order',
    null,
    [],
  ])('gives the bare facts of an execution begun with %j', async (input) => {
    const text = await shown({ waits: [{ name: 'run-7', machine: 'Promise', input }] });
    expect(text).toContain('<strong>run-7</strong>');
    expect(text).not.toContain('<b>');
  });

  it('names what is no ticket by its id', async () => {
    const input = { subject: 'cus_<b>', kind: 'careFollowUp' };
    expect(await shown({ waits: [{ input }] })).toContain('<strong>cus_&#60;b&#62;</strong>');
  });
});

describe('what was typed into the page and could not be done', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const ten = '+8613800000000';

  it.each([
    ['clock', { to: 'tomorrow' }, 400, '这个时间没有看懂', 'could not read this time'],
    ['clock', { to: '<b>' }, 400, '这个时间没有看懂', 'could not read this time'],
    ['clock', { to: '2026-02-30T08:00' }, 400, '这个时间没有看懂', 'could not read this time'],
    ['clock', {}, 400, '这个时间没有看懂', 'could not read this time'],
    ['clock', { to: '2025-12-31T08:00' }, 409, '已经过去了', 'has passed already'],
    ['clock', { to: '2099-12-31T08:00' }, 400, '最多向前移动十年', 'at most ten years'],
    ['clock', { at: 'noon' }, 400, '请检查后再试一次', 'please check it'],
    ['sms', { from: '13800000000', text: 'a' }, 400, '这个号码没有看懂', 'could not read this number'],
    ['sms', { from: ten }, 400, '1 到 1600 个字符', '1 to 1600 characters'],
    ['sms', { from: ten, text: 'a', id: '7'.repeat(101) }, 400, '请检查后再试一次', 'please check it'],
    ['sms', { from: ten, text: 'a' }, 409, '没有为它打开', 'no way in for it'],
  ] as const)('%s of %j is answered kindly, in both languages', async (what, fields, status, chinese, english) => {
    const { ask } = aPage('Your order', { listens: false });
    const answer = await ask('POST', `/_local/${what}`, new URLSearchParams(fields).toString(), form);
    const alert = /<p role="alert">(.*)<\/p>/.exec(answer.text)?.[1]?.toLowerCase();
    expect(answer.status).toBe(status);
    expect(alert).toContain(chinese);
    expect(alert).toContain(english);
    expect(alert).not.toMatch(/[{"}]to|pt10m|json|<b>/);
  });
});

describe('a text message comes in', () => {
  const from = '+8613800000000';
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  it('by a call, which is answered with its id', async () => {
    const { ask, messages } = aPage();
    const { status, text } = await ask('POST', '/_local/sms', { from, to: '+8610690000', text: '好的', id: 'a' });
    expect([status, JSON.parse(text)]).toEqual([200, { id: 'sms-1' }]);
    expect(messages).toEqual([{ from, to: '+8610690000', text: '好的', id: 'a' }]);
  });

  it('by the form of the page, which then shows itself', async () => {
    const { ask, messages } = aPage();
    const { status } = await ask('POST', '/_local/sms', new URLSearchParams({ from, text: 'TD' }).toString(), form);
    expect([status, messages]).toEqual([303, [{ from, text: 'TD' }]]);
  });

  it.each([
    {},
    { from, text: '' },
    { from: '13800000000', text: 'a' },
    { from, to: 'us', text: 'a' },
    { from, text: 'a'.repeat(1601) },
    { from, text: 7 },
    { from, text: 'a', more: 1 },
    { from, text: 'a', part: { reference: '7', number: 3, count: 2 } },
    { from, text: 'a', part: { number: 1, count: 2 } },
  ])('not as %j', async (body) => {
    const { ask, messages } = aPage();
    expect((await ask('POST', '/_local/sms', body)).status).toBe(400);
    expect(messages).toEqual([]);
  });

  it('not where nobody would hear it, nor from elsewhere', async () => {
    const body = { from, text: 'a' };
    expect(await aPage('', { listens: false }).ask('POST', '/_local/sms', body)).toMatchObject({ status: 409 });
    expect((await aPage().ask('POST', '/_local/sms', body, { origin: 'https://evil.example' })).status).toBe(403);
  });
});

describe('the time moves', () => {
  it.each([
    [{ by: 'PT10M' }, HOUR / 6],
    [{ by: 10 }, HOUR / 6],
    [{ by: 'P1DT2H' }, 26 * HOUR],
    [{ to: '2026-01-02T08:00:00+08:00' }, 24 * HOUR],
  ])('by %j', async (body, wanted) => {
    const { ask, clock, moved } = aPage();
    expect((await ask('POST', '/_local/clock', body)).status).toBe(200);
    expect(clock.now() - Date.parse(NEW_YEAR)).toBeGreaterThanOrEqual(wanted);
    expect(moved()).toBeLessThanOrEqual(wanted);
  });

  it('by a button of the page, which then shows itself', async () => {
    const { ask, clock } = aPage();
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const { status, headers } = await ask('POST', '/_local/clock', 'by=PT48H', form);
    expect([status, headers?.['location']]).toEqual([303, '/_local']);
    expect(clock.now()).toBeGreaterThanOrEqual(Date.parse(NEW_YEAR) + 48 * HOUR);
  });

  it('by a time of the shop, as the page shows it', async () => {
    const { ask, clock } = aPage();
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const to = new URLSearchParams({ to: '2026-01-02T08:00' }).toString();
    expect((await ask('POST', '/_local/clock', to, form)).status).toBe(303);
    expect(clock.now() - Date.parse('2026-01-02T00:00:00Z')).toBeLessThan(HOUR / 60);
    expect(clock.now()).toBeGreaterThanOrEqual(Date.parse('2026-01-02T00:00:00Z'));
  });

  it.each([
    '',
    '{',
    '[]',
    '"a"',
    {},
    { by: -1 },
    { by: 'P' },
    { by: 'PT' },
    { by: '10 minutes' },
    { by: null },
    { by: 1, to: NEW_YEAR },
    { to: 'tomorrow' },
    { to: '2026-02-30T00:00:00Z' },
    { to: '2026-02-01T00:00:00' },
    { to: 7 },
    { by: 1, why: 'x' },
    { by: 'P9999W' },
  ])('not by %j', async (body) => {
    const { status, text } = await aPage().ask('POST', '/_local/clock', body);
    expect(status).toBe(400);
    expect(JSON.parse(text).message).toMatch(/\w/);
  });

  it('not back', async () => {
    expect((await aPage().ask('POST', '/_local/clock', { to: '2025-12-31T23:00:00Z' })).status).toBe(409);
  });

  it.each([
    ['another host name', { host: 'evil.example' }],
    ['a host name that begins like this computer', { host: '127.0.0.1.evil.example' }],
    ['no host', { host: '' }],
    ['a page elsewhere', { origin: 'https://evil.example' }],
    ['a hidden origin', { origin: 'null' }],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
  ])('not for %s', async (_, headers) => {
    const { ask, moved } = aPage();
    expect((await ask('POST', '/_local/clock', { by: 60 }, headers)).status).toBe(403);
    expect((await ask('GET', '/_local/outbox', '', headers)).status).toBe(403);
    expect(moved()).toBe(0);
  });
});
