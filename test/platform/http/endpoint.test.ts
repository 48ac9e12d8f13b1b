import { describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod';
import { api, type Call, type Route, route } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import { Refusal } from '#platform/refusal.ts';
import { Lost, type Write } from '#platform/store/commit.ts';
import type { Table } from '#platform/store/table.ts';
import { at } from '#platform/time/instant.ts';

const noon = at('2026-03-02T12:00:00Z');
const Cup = {
  path: z.strictObject({ cup: z.string() }),
  body: z.strictObject({ colour: z.enum(['red', 'blue']), many: z.int().optional() }),
};
const claims = { sub: 'mira', client_id: 'desk', token_use: 'access', 'cognito:groups': '[agent]' };

type Answer = { statusCode: number; headers: Record<string, string>; body: string };
type Asked = { body?: unknown; headers?: Record<string, string>; claims?: object; base64?: boolean; raw?: string };

/** What the house logs while a test runs. */
function listening(): string[] {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => void lines.push(line);
  onTestFinished(() => {
    console.log = log;
  });
  return lines;
}

/** One route that paints a cup, on a table that remembers answers. */
function aHouse(paint: (call: Call<typeof Cup>) => unknown = ({ body }) => ({ painted: body.colour })) {
  const lines = listening();
  const kept = new Map<string, Record<string, unknown>>();
  const saved: Write[] = [];
  const client = { send: async ({ input }: { input: { Key: { pk: string } } }) => ({ Item: kept.get(input.Key.pk) }) };
  const table = () => ({ name: 'house', client }) as unknown as Table;
  const painting = route<object, typeof Cup>({
    method: 'POST',
    path: '/v1/cups/{cup}/paint',
    may: 'ticket.take',
    does: 'Paint a cup',
    input: Cup,
    answer: { status: 200, schema: z.unknown() },
    run: () => async (call) => {
      const reply = () => ok(paint(call), 3);
      const writes = call
        .keep(reply)
        .writes(undefined)
        .flatMap((write) => ('put' in write ? [write] : []));
      const again = writes.filter(({ put }) => kept.has(put.pk));
      if (again.length > 0) throw new Lost(again);
      const answer = reply();
      for (const write of writes) kept.set(write.put.pk, write.put);
      saved.push(...writes);
      return answer;
    },
  });
  const handler = api({ table, clock: () => noon }, () => ({}), [painting] as readonly Route<object>[]);
  const ask = async ({
    body = { colour: 'red' },
    headers = {},
    claims: told = claims,
    base64 = false,
    raw,
  }: Asked = {}) => {
    const text = raw ?? JSON.stringify(body);
    const event = {
      version: '2.0',
      rawPath: '/v1/cups/7/paint',
      headers: { 'content-type': 'application/json', ...headers },
      pathParameters: { cup: '7' },
      requestContext: {
        requestId: 'req-1',
        authorizer: { jwt: { claims: told } },
        http: { method: 'POST', path: '/v1/cups/7/paint' },
      },
      body: base64 ? Buffer.from(text).toString('base64') : text,
      isBase64Encoded: base64,
    };
    const answer = (await handler(event as never, {} as never)) as unknown as Answer;
    return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body) };
  };
  return { ask, lines, saved };
}

describe('a route', () => {
  it('answers with the version as a tag and the headers that keep browsers careful', async () => {
    const { status, headers, body } = await aHouse().ask();

    expect([status, body]).toEqual([200, { painted: 'red' }]);
    expect(headers).toMatchObject({ etag: '"3"', 'x-request-id': 'req-1', 'cache-control': 'no-store' });
    expect(headers).toMatchObject({ 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" });
  });

  it('reads a body that came as base64', async () => {
    expect((await aHouse().ask({ base64: true })).body).toEqual({ painted: 'red' });
  });

  it('names every wrong field at once, the unknown ones too', async () => {
    const { status, body } = await aHouse().ask({ body: { colour: 'green', many: 0.5, size: 9 } });

    expect(status).toBe(400);
    expect(body.errors.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`)).toEqual([
      'body.colour invalid_value',
      'body.many invalid_type',
      'body.size unknown',
    ]);
  });

  it('says back no unknown name that may be somebody’s address or number', async () => {
    const told = { colour: 'red', 'li@example.com': 1, '13812345678': 1, 李雪梅: 1, size: 1 };
    const { body } = await aHouse().ask({ body: told });

    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(['body.?', 'body.size']);
  });

  it.each([
    ['nobody', {}, 401, 'auth.nobody'],
    ['a role that may not', { ...claims, 'cognito:groups': '[hr]' }, 403, 'auth.not-allowed'],
  ])('refuses %s before it reads a word', async (_, told, status, code) => {
    const answer = await aHouse().ask({ claims: told, raw: '{' });

    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-type': 'application/problem+json',
    });
  });

  it.each([
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['missing', 404],
    ['conflict', 409],
    ['busy', 409],
    ['outdated', 412],
    ['unseen', 428],
    ['tooLarge', 413],
    ['tooMany', 429],
    ['mismatch', 422],
  ] as const)('turns a refusal that is %s into a problem document with %i', async (kind, status) => {
    const house = aHouse(() => {
      throw new Refusal(kind, 'ticket.missing', 'There is no such ticket', { headers: { 'retry-after': '1' } });
    });
    const answer = await house.ask({ headers: { 'accept-language': 'en' } });

    expect(answer).toMatchObject({ status, headers: { 'retry-after': '1', 'content-language': 'en' } });
    expect(answer.body).toMatchObject({
      status,
      type: 'about:blank',
      code: 'ticket.missing',
      detail: 'There is no such ticket',
      requestId: 'req-1',
    });
    expect(answer.body).not.toHaveProperty('errors');
  });

  it('says nothing of its own faults but their number', async () => {
    const house = aHouse(() => {
      throw new Error('the table tkt_1 of wang@example.com is gone');
    });
    const { status, body } = await house.ask();

    expect(status).toBe(500);
    expect(Object.keys(body).toSorted()).toEqual(['code', 'detail', 'requestId', 'status', 'title', 'type']);
    expect(JSON.stringify(body)).not.toMatch(/wang|table/);
    expect(house.lines.join()).toContain('"message":"fault"');
    expect(house.lines.join()).toContain('endpoint.test.ts');
    expect(house.lines.join()).not.toMatch(/wang|table/);
  });

  it('logs the route as it is written, and nothing that anybody typed', async () => {
    const house = aHouse();
    await house.ask({ body: { colour: 'purple' }, headers: { 'x-secret': 'hidden' } });

    expect(house.lines.map((line) => JSON.parse(line))).toEqual([
      { level: 'info', message: 'request', requestId: 'req-1', route: 'POST /v1/cups/{cup}/paint', status: 400, ms: 0 },
    ]);
  });

  it.each([
    ['en', 'en'],
    ['en-GB,zh;q=0.8', 'en'],
    ['fr, en', 'en'],
    ['zh-TW,en', 'zh-CN'],
    ['fr', 'zh-CN'],
    ['', 'zh-CN'],
  ])('asked in "%s" speaks %s', async (wanted, language) => {
    const { headers } = await aHouse().ask({ body: {}, headers: { 'accept-language': wanted } });

    expect(headers['content-language']).toBe(language);
  });
});

describe('an answer that is kept', () => {
  const key = { 'idempotency-key': 'one' };

  it('is given again to the same request, and the act is done once', async () => {
    const house = aHouse();
    const [first, second] = [await house.ask({ headers: key }), await house.ask({ headers: key })];

    expect([first.headers['x-idempotency-lookup'], second.headers['x-idempotency-lookup']]).toEqual(['miss', 'hit']);
    expect(second).toMatchObject({ status: 200, body: first.body, headers: { etag: '"3"' } });
    expect(house.saved).toHaveLength(1);
  });

  it('is saved with its act, for a day, under a name that says nothing', async () => {
    const house = aHouse();
    await house.ask({ headers: key });

    expect(house.saved).toMatchObject([
      {
        put: { pk: expect.stringMatching(/^once_[\w-]{43}$/), expiresAt: Date.parse(noon) / 1000 + 86_400 },
        when: { expiredBy: Date.parse(noon) / 1000 },
      },
    ]);
  });

  it('is refused to another request under the same key', async () => {
    const house = aHouse();
    await house.ask({ headers: key });

    expect(await house.ask({ headers: key, body: { colour: 'blue' } })).toMatchObject({
      status: 422,
      body: { code: 'idempotency.other-body' },
    });
  });

  it.each([
    ['another person', { claims: { ...claims, sub: 'omar' } }],
    ['another app', { claims: { ...claims, client_id: 'shop' } }],
    ['another key', { headers: { 'idempotency-key': 'two' } }],
  ])('is not that of %s', async (_, other) => {
    const house = aHouse();
    await house.ask({ headers: key });
    await house.ask({ headers: key, ...other });

    expect(house.saved).toHaveLength(2);
  });

  it('is given again even when the act is refused by now', async () => {
    let painted = false;
    const house = aHouse(({ body }) => {
      if (painted) throw new Refusal('conflict', 'ticket.in-progress', 'It is painted');
      return { painted: body.colour };
    });
    await house.ask({ headers: key });
    painted = true;

    expect(await house.ask({ headers: key })).toMatchObject({ status: 200, body: { painted: 'red' } });
  });

  it('is none when nobody gave a key', async () => {
    const house = aHouse();

    expect((await house.ask()).headers).not.toHaveProperty('x-idempotency-lookup');
    expect(house.saved).toEqual([]);
  });
});

describe('the version somebody saw', () => {
  it.each([
    ['"7"', 7],
    ['W/"7"', 7],
    [' "7" ', 7],
    ['*', undefined],
  ])('%s is %s', async (tag, version) => {
    const seen: unknown[] = [];
    const house = aHouse(({ keep }) => seen.push(keep(() => ok({})).expect));
    await house.ask({ headers: { 'if-match': tag } });

    expect(seen[0]).toBe(version);
  });

  it.each(['7', '"seven"', '"7", "8"', '"99999999999"'])('is not %s', async (tag) => {
    expect(await aHouse().ask({ headers: { 'if-match': tag } })).toMatchObject({
      status: 400,
      body: { code: 'request.if-match' },
    });
  });
});
