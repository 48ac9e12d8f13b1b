import { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Caller, RunningHouse } from '../support/house.ts';
import { aHouse, COMPLAINT, done, opened, path } from './a-house.ts';

const CHINESE = /\p{Script=Han}/u;
const UNKNOWN = 'tkt_00000000000000000000000000';
const { requester } = COMPLAINT;
let house: RunningHouse;
let [shop, lena, admin]: Caller[] = [];
let ticket: string;

beforeAll(async () => {
  house = await aHouse();
  [shop, lena, admin] = await Promise.all(
    ['customerApp', 'complaintSpecialist', 'admin'].map((role) => house.as(role)),
  );
  ticket = await opened(house, shop!);
});
afterAll(() => house.stop());

type Problem = {
  code: string;
  title: string;
  detail: string;
  status: number;
  errors?: { path: string; message: string }[];
};
const open = (wish: object | string, headers?: Record<string, string>) =>
  shop!.post<Problem>('/v1/tickets', typeof wish === 'string' ? wish : { ...COMPLAINT, ...wish }, headers);

/** A refusal in the house's own form: a problem document that says what is wrong, in Chinese, and no more. */
function expectProblem({ status, headers, body }: Answer<Problem>, code: string) {
  expect(body).toMatchObject({ code, status, type: 'about:blank', requestId: expect.any(String) });
  expect(headers).toMatchObject({ 'content-type': 'application/problem+json', 'content-language': 'zh-CN' });
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  for (const words of [body.title, body.detail, ...(body.errors ?? []).map(({ message }) => message)]) {
    expect(words).toMatch(CHINESE);
  }
}

describe('a complaint whose fields are wrong', () => {
  it.each<[string, object, string[]]>([
    ['unknown', { colour: 'red', status: 'closed' }, ['body.colour', 'body.status']],
    [
      'of the house only',
      { version: 9, policy: 'x', assigneeId: 'mira', app: 'x' },
      ['body.app', 'body.assigneeId', 'body.policy', 'body.version'],
    ],
    [
      'of another type',
      { subject: 1, body: ['x'], affectedCustomers: '3', majorLoss: 'yes' },
      ['body.affectedCustomers', 'body.body', 'body.majorLoss', 'body.subject'],
    ],
    ['empty', { subject: '  ', body: '' }, ['body.body', 'body.subject']],
    [
      'no such word',
      { kind: 'rant', channel: 'pigeon', stage: null, urgency: 'now' },
      ['body.channel', 'body.kind', 'body.stage', 'body.urgency'],
    ],
    ['beyond every number', { affectedCustomers: 1e300 }, ['body.affectedCustomers']],
    ['none and half a customer', { affectedCustomers: 0.5 }, ['body.affectedCustomers']],
    [
      'inside the requester',
      { requester: { email: 'wang', phone: 'x', customerId: 'a b', vip: true } },
      ['body.requester.customerId', 'body.requester.email', 'body.requester.phone', 'body.requester.vip'],
    ],
    ['a NUL and half a character', { subject: '杯\u0000子', body: '杯\ud83d子' }, ['body.body', 'body.subject']],
    ['nothing but marks of direction', { subject: '\u202E\u2066' }, ['body.subject']],
    ['several lines', { subject: '杯子\n碎了' }, ['body.subject']],
    ['too long', { subject: '杯'.repeat(201), body: '杯'.repeat(10_001) }, ['body.body', 'body.subject']],
    ['a class without a reason', { class: 'A' }, ['body.classReason']],
  ])('is told every one of them: %s', async (_, wish, paths) => {
    const answer = await open(wish);

    expect(answer.status).toBe(400);
    expectProblem(answer, 'request.invalid');
    expect([...new Set(answer.body.errors?.map(({ path: where }) => where))].sort()).toEqual(paths);
  });

  it('is told in English on request', async () => {
    const { body, headers } = await open(
      { colour: 'red', requester: { phone: 'x' } },
      { 'accept-language': 'en-GB,zh;q=0.5' },
    );

    expect(headers['content-language']).toBe('en');
    expect(JSON.stringify(body)).not.toMatch(CHINESE);
    expect(body.detail).toBe('Some fields are not right; each is named in errors');
  });
});

describe('a body that is no complaint', () => {
  const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;
  it.each([
    ['no JSON', '{"kind": ', 400, 'request.not-json'],
    ['nothing', '', 400, 'request.invalid'],
    ['a list', '[]', 400, 'request.invalid'],
    ['a word', '"complaint"', 400, 'request.invalid'],
    ['null', 'null', 400, 'request.invalid'],
    ['a very deep list', deep, 400, expect.stringMatching(/^request\.(invalid|not-json)$/)],
    [
      'a deep list inside',
      `{"kind":"complaint","body":${deep}}`,
      400,
      expect.stringMatching(/^request\.(invalid|not-json)$/),
    ],
    ['more than 256 KB', JSON.stringify({ ...COMPLAINT, body: '杯'.repeat(90_000) }), 413, 'request.too-large'],
  ])('is refused: %s', async (_, text, status, code) => {
    const answer = await open(text);

    expect(answer.status).toBe(status);
    expectProblem(answer, code);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/octet-stream',
    'multipart/form-data; boundary=x',
  ])('is refused as %s', async (type) => {
    expectProblem(await open(JSON.stringify(COMPLAINT), { 'content-type': type }), 'request.not-json');
  });

  it('is refused by the gateway when it has more than 10 MB', async () => {
    const answer = await open('x'.repeat(10 * 1024 * 1024 + 1)).catch((error: NodeJS.ErrnoException) => error.code);

    expect([413, 'EPIPE', 'ECONNRESET']).toContain(typeof answer === 'object' ? answer.status : answer);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('gains nothing from a field named %s', async (name) => {
    const answer = await open(`{"${name}":{"status":"closed","roles":["admin"]},${JSON.stringify(COMPLAINT).slice(1)}`);

    expectProblem(answer, 'request.invalid');
    expect(answer.body.errors).toMatchObject([{ path: `body.${name}` }]);
  });
});

describe('a complaint in whatever letters', () => {
  it.each([
    ['emoji', '太糟糕了👩‍👩‍👧‍👦🏳️‍🌈😡'],
    ['right-to-left words', 'الكأس مكسورة والطلب SO-1001'],
    ['markup', '<script>alert(1)</script> "quoted" \\ {{x}} %s'],
    ['rare characters', '𠮷野家㐂﷽ Z̷̢͉a̶l̵g̸o̷'],
    ['ten thousand characters', '杯'.repeat(10_000)],
  ])('is kept letter for letter: %s', async (_, text) => {
    const { body } = await done(house, shop!.post('/v1/tickets', { ...COMPLAINT, body: text }));
    const { body: read } = await shop!.get<{ entries: { text?: string }[] }>(path(String(body['id']), 'timeline'));

    expect(read.entries.map(({ text: said }) => said)).toContain(text);
  });

  it('shows a phone number masked, however it was written', async () => {
    const { body } = await done(
      house,
      shop!.post('/v1/tickets', { ...COMPLAINT, requester: { ...requester, phone: '138 0013-8000' } }),
    );

    expect(body['requester']).toMatchObject({ phone: '138****8000' });
  });
});

describe('a pause', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 'pause.until'],
    ['9999-12-31T23:59:59-12:00', 'request.invalid'],
    ['2026-02-30T00:00:00Z', 'request.invalid'],
    ['2026-03-02', 'request.invalid'],
    ['tomorrow', 'request.invalid'],
  ])('until %s is refused', async (until, code) => {
    await done(house, lena!.post(path(ticket, 'replies'), { text: '您好' }));
    const answer = await lena!.post<Problem>(path(ticket, 'pause'), { reason: 'waitingForCustomer', until });

    expectProblem(answer, code);
  });
});

describe('a list', () => {
  const list = (query: string) => shop!.get<Problem>(`/v1/tickets?${query}`);

  it.each([
    'page[size]=0',
    'page[size]=101',
    'page[size]=-1',
    'page[size]=1.5',
    'page[size]=99999999999999999999',
    'page[size]=10&page[size]=20',
    'status=open',
    'status=received&status=closed',
    'class=D',
    'customer=a%20b',
    'order=%00',
    'order=',
    'open=maybe',
    'dueWithinMinutes=soon',
    'colour=red',
    '__proto__=x',
    'page[after][x]=1',
  ])('asked for with %s is refused', async (query) => {
    const answer = await list(query);

    expect(answer.status).toBe(400);
    expectProblem(answer, 'request.invalid');
  });

  it('does not go on from a page of another list, another caller, or none', async () => {
    await opened(house, shop!);
    const { body } = await shop!.get<{ meta: { afterCursor: string } }>('/v1/tickets?page[size]=1');
    const cursor = body.meta.afterCursor;
    const altered = `${cursor.slice(0, -2)}${cursor.at(-2) === 'A' ? 'B' : 'A'}${cursor.at(-1)}`;
    const answers = await Promise.all([
      list(`page[after]=${altered}`),
      list('page[after]=x'),
      list(`class=B&page[after]=${cursor}`),
      lena!.get<Problem>(`/v1/tickets?page[after]=${cursor}`),
      shop!.get<Problem>(`${path(ticket, 'timeline')}?page[after]=${cursor}`),
      lena!.get<Problem>(`/v1/notices?page[after]=${cursor}`),
    ]);

    for (const answer of answers) expectProblem(answer, 'page.cursor');
    expect((await list(`page[after]=${cursor}`)).status).toBe(200);
  });
});

describe('an address that leads nowhere', () => {
  it.each([UNKNOWN, 'tkt_1', 'tkt_../policy', '%00', "tkt_'or'1", '杯子'])(
    'is refused for the ticket %s',
    async (id) => {
      const { status } = await shop!.get(`/v1/tickets/${encodeURIComponent(id)}`);

      expect([400, 404]).toContain(status);
    },
  );

  it.each(['/v1/ticket', '/v2/tickets', '/v1/tickets/', '//v1/tickets', '/v1/tickets/%', '/', '/.env'])(
    'is refused by the gateway: %s',
    async (where) => {
      const { status, body } = await shop!.get(where);

      expect([400, 404]).toContain(status);
      expect(body).toMatchObject({ message: expect.any(String) });
    },
  );

  it('is a known one with another method', async () => {
    const answers = [
      await shop!.put('/v1/tickets', COMPLAINT),
      await shop!.put(path(ticket), {}),
      await shop!.get(path(ticket, 'take')),
    ];

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  it('is a step with a number that is none', async () => {
    const tang = await house.as('teamLeader');
    const answers = [
      await shop!.post<Problem>(path(ticket, 'solutions/0/accept')),
      await shop!.post<Problem>(path(ticket, 'solutions/99999/accept')),
      await tang.post<Problem>(path(ticket, 'escalations/0/acknowledge')),
      await tang.post<Problem>(path(ticket, 'escalations/1e3/acknowledge')),
    ];

    expect(answers.map(({ body }) => body.code)).toEqual(['solution.missing', ...Array(3).fill('request.invalid')]);
  });
});

describe('a header that is wrong', () => {
  it.each([
    [{ 'if-match': 'yesterday' }, 'request.if-match'],
    [{ 'if-match': '"1", "2"' }, 'request.if-match'],
    [{ 'idempotency-key': 'x'.repeat(256) }, 'idempotency.key'],
    [{ 'idempotency-key': '' }, 'idempotency.key'],
  ])('%j is refused', async (headers, code) => {
    expectProblem(await lena!.post<Problem>(path(ticket, 'notes'), { text: '备注' }, headers), code);
  });
});

describe('a policy that would stop the house', () => {
  it.each([
    [
      'a calendar that is not there',
      (policy: Record<string, unknown>) => ({
        ...policy,
        calendars: { ...Object(policy['calendars']), solution: 'moon' },
      }),
    ],
    ['an endless limit', (policy: Record<string, unknown>) => ({ ...policy, reopenWithinMinutes: 1e300 })],
  ])('is refused: %s', async (_, change) => {
    const { body } = await admin!.get('/v1/policy');
    const answer = await admin!.put<Problem>('/v1/policy', change(body));

    expectProblem(answer, 'request.invalid');
  });
});

describe('bytes that are no request', () => {
  it('end with the connection and leave the house alive', async () => {
    const { port } = new URL(house.runtime.url);
    for (const bytes of [
      '\u0000\u0001\u0002\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'POST /v1/tickets HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ]) {
      await new Promise((resolve) => {
        const socket = new Socket().connect(Number(port), '127.0.0.1', () => socket.write(bytes));
        socket.on('error', resolve).on('close', resolve).resume();
      });
    }

    expect((await shop!.get(path(ticket))).status).toBe(200);
  });

  it('have not made the house fail once in all of this', () => {
    expect(house.runtime.logs().filter((line) => /"status":5\d\d|"message":"fault"/.test(line))).toEqual([]);
  });
});
