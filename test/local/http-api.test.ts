import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../infra/local/functions.ts';
import { anApi, stopServers } from './an-api.ts';

afterEach(stopServers);

describe('a request finds the most specific route', () => {
  const keys = [
    '$default',
    'GET /tickets/{id}',
    'GET /tickets/mine',
    'ANY /tickets/{id}',
    'GET /tickets/{id}/notes',
    'ANY /files/{path+}',
    'GET /files/{folder}/index',
  ];

  it.each([
    ['GET', '/tickets/mine', 'GET /tickets/mine'],
    ['GET', '/tickets/tkt_1', 'GET /tickets/{id}'],
    ['POST', '/tickets/tkt_1', 'ANY /tickets/{id}'],
    ['GET', '/tickets/tkt_1/notes', 'GET /tickets/{id}/notes'],
    ['GET', '/files/a/b/c', 'ANY /files/{path+}'],
    ['GET', '/files/a/index', 'GET /files/{folder}/index'],
    ['GET', '/tickets/', '$default'],
    ['GET', '/', '$default'],
  ])('%s %s goes to %s', async (method, path, key) => {
    const { ask } = await anApi({ keys });
    expect(await (await ask(path, { method })).text()).toBe(key);
  });

  it('and none without a route', async () => {
    const { ask } = await anApi({ keys: ['GET /tickets'] });
    for (const [method, path] of [
      ['GET', '/other'],
      ['POST', '/tickets'],
      ['GET', '/tickets/'],
    ] as const) {
      const answer = await ask(path, { method });
      expect([answer.status, await answer.json()]).toEqual([404, { message: 'Not Found' }]);
    }
  });
});

describe('a function is given', () => {
  it('the event of payload format 2.0, as a JWT route has it', async () => {
    const { ask, events, enter } = await anApi({ keys: ['POST /closed/{id}'] });
    const { headers } = await enter({ groups: ['agent', 'director'], clientId: 'Shop' });
    await ask('/closed/%E5%AE%A2?p=1&p=2&q=a%20b', {
      method: 'POST',
      body: '{"a":1}',
      headers: { ...headers, 'content-type': 'application/json', cookie: 'cookie1=a; cookie2=b', 'X-Kefu': 'one' },
    });
    expect(events[0]).toMatchObject({
      version: '2.0',
      routeKey: 'POST /closed/{id}',
      rawPath: '/closed/客',
      rawQueryString: 'p=1&p=2&q=a%20b',
      cookies: ['cookie1=a', 'cookie2=b'],
      headers: { 'x-kefu': 'one', 'content-length': '7' },
      queryStringParameters: { p: '1,2', q: 'a b' },
      pathParameters: { id: '客' },
      requestContext: {
        accountId: '123456789012',
        apiId: 'Api',
        authorizer: {
          jwt: { claims: { sub: 'agt_mira', 'cognito:groups': '[agent director]', token_use: 'access' }, scopes: null },
        },
        domainName: '127.0.0.1',
        domainPrefix: '127',
        http: { method: 'POST', path: '/closed/客', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'node' },
        requestId: expect.any(String),
        routeKey: 'POST /closed/{id}',
        stage: '$default',
        time: expect.stringMatching(/^01\/Jan\/2026:00:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
      body: '{"a":1}',
      isBase64Encoded: false,
    });
    expect(events[0]?.headers).not.toHaveProperty('cookie');
  });

  it('no body, query, parameters or authorizer where there are none', async () => {
    const { ask, events } = await anApi();
    await ask('/open');
    expect(Object.keys(events[0]!).sort()).toEqual(
      ['version', 'routeKey', 'rawPath', 'rawQueryString', 'headers', 'requestContext', 'isBase64Encoded'].sort(),
    );
    expect(events[0]?.requestContext).not.toHaveProperty('authorizer');
  });

  it('what is not text as base64', async () => {
    const { ask, events } = await anApi({ keys: ['POST /open'] });
    await ask('/open', { method: 'POST', body: new Uint8Array([0, 255]), headers: { 'content-type': 'image/png' } });
    expect(events[0]).toMatchObject({ body: 'AP8=', isBase64Encoded: true });
  });
});

describe('what a function returns becomes', () => {
  it.each<[string, unknown, number, string, string]>([
    ['its answer', { statusCode: 201, headers: { 'Content-Type': 'text/html' }, body: '<p>' }, 201, 'text/html', '<p>'],
    ['plain text by default', { statusCode: 200, body: 'hi' }, 200, 'text/plain;charset=utf-8', 'hi'],
    [
      'bytes from base64',
      { statusCode: 200, body: 'aGk=', isBase64Encoded: true },
      200,
      'text/plain;charset=utf-8',
      'hi',
    ],
    ['JSON without a status', { a: 1 }, 200, 'application/json', '{"a":1}'],
    ['a text without a status', 'hi', 200, 'application/json', 'hi'],
    [
      'a fault for a strange status',
      { statusCode: 'many' },
      500,
      'application/json',
      '{"message":"Internal Server Error"}',
    ],
    [
      'a fault for a strange body',
      { statusCode: 200, body: {} },
      500,
      'application/json',
      '{"message":"Internal Server Error"}',
    ],
    [
      'a fault for a header that would split',
      { statusCode: 200, headers: { a: 'b\r\nc: d' } },
      500,
      'application/json',
      '{"message":"Internal Server Error"}',
    ],
  ])('%s', async (_, payload, status, type, body) => {
    const { ask } = await anApi({ answer: () => ({ payload }) });
    const answer = await ask('/open');
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([status, type, body]);
  });

  it('one header for each cookie', async () => {
    const { ask } = await anApi({ answer: () => ({ payload: { statusCode: 204, cookies: ['a=1; Secure', 'b=2'] } }) });
    expect((await ask('/open')).headers.getSetCookie()).toEqual(['a=1; Secure', 'b=2']);
  });

  it('a clear fault when it fails, and when it does not answer in time', async () => {
    const failing = await anApi({ answer: () => ({ fault: { errorType: 'Error', errorMessage: 'secret' } }) });
    expect(await (await failing.ask('/open')).text()).toBe('{"message":"Internal Server Error"}');
    const silent = await anApi({ answer: () => new Promise<Outcome>(() => {}) });
    expect((await silent.ask('/open')).status).toBe(504);
  });
});

describe('the socket', () => {
  const raw = (port: number, text: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      let answer = '';
      socket.on('data', (data) => {
        answer += data.toString();
      });
      socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''));
      socket.on('error', reject);
    });

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
    ['a wrong length', 'POST /open HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
    [
      'two lengths',
      'POST /open HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      'HTTP/1.1 400 Bad Request',
    ],
    [
      'headers beyond 10 KB',
      `GET /open HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(11_000)}\r\n\r\n`,
      'HTTP/1.1 431 Request Header Fields Too Large',
    ],
    [
      'a path that cannot be decoded',
      'GET /%E0%A4 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      'HTTP/1.1 400 Bad Request',
    ],
    [
      'a body of more than 10 MB',
      `POST /open HTTP/1.1\r\nHost: a\r\nContent-Length: ${11 * 1024 * 1024}\r\n\r\n`,
      'HTTP/1.1 413 Payload Too Large',
    ],
  ])('answers %s, and goes on', async (_, text, line) => {
    const { server, ask } = await anApi();
    expect(await raw(server.port, text)).toBe(line);
    expect((await ask('/open')).status).toBe(200);
  });

  it('lets no more through than the stage’s burst', async () => {
    const { ask } = await anApi({
      stage: { DefaultRouteSettings: { ThrottlingRateLimit: 0.001, ThrottlingBurstLimit: 2 } },
    });
    const statuses = [await ask('/open'), await ask('/open'), await ask('/open')].map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('answers a preflight for the origins of the template', async () => {
    const { ask } = await anApi({
      api: { CorsConfiguration: { AllowOrigins: ['https://shop.example'], AllowMethods: ['GET'] } },
    });
    const preflight = (origin: string) =>
      ask('/open', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET' } });
    expect((await preflight('https://shop.example')).headers.get('access-control-allow-origin')).toBe(
      'https://shop.example',
    );
    expect((await preflight('https://other.example')).headers.get('access-control-allow-origin')).toBeNull();
  });
});
