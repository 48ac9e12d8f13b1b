import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standardized } from '#clocks/presets/standardized.ts';
import { isOutside } from '#platform/auth/actor.ts';
import { may, type Permission, Role } from '#platform/auth/permissions.ts';
import { type HttpRoute, routeTables } from '../../infra/routes.ts';
import { type Answer, type Caller, callerWith, DIRECTORY, type RunningHouse } from '../support/house.ts';
import { aHouse, COMPLAINT, done, opened, path, RECORD, SOLUTION, timelineOf } from './a-house.ts';

const UNKNOWN = 'tkt_00000000000000000000000000';
const NOBODYS_NOTICE = Buffer.from('2026-03-02T02:00:00.000Z#tkt_1.1.0').toString('base64url');
// No ticket has this version: whoever gets as far as the act is refused by it, and nothing changes.
const NOT_AS_IT_IS = { 'if-match': '"999999"' };

/** A body that each route takes, or refuses with nothing done; a route that is not here breaks the test. */
const BODIES: Readonly<Record<string, unknown>> = {
  'GET /v1/tickets': undefined,
  'POST /v1/tickets': COMPLAINT,
  'GET /v1/tickets/{ticketId}': undefined,
  'GET /v1/tickets/{ticketId}/timeline': undefined,
  'GET /v1/tickets/{ticketId}/clocks': undefined,
  'POST /v1/tickets/{ticketId}/assign': { to: 'mira' },
  'POST /v1/tickets/{ticketId}/take': undefined,
  'POST /v1/tickets/{ticketId}/replies': { text: '您好' },
  'POST /v1/tickets/{ticketId}/notes': { text: '备注' },
  'POST /v1/tickets/{ticketId}/resolve': RECORD,
  'POST /v1/tickets/{ticketId}/close': undefined,
  'POST /v1/tickets/{ticketId}/reopen': { reason: '又碎了' },
  'POST /v1/tickets/{ticketId}/reclassify': { class: 'A', reason: '影响很大' },
  'POST /v1/tickets/{ticketId}/pause': { reason: 'waitingForCustomer' },
  'POST /v1/tickets/{ticketId}/resume': undefined,
  'POST /v1/tickets/{ticketId}/solutions': SOLUTION,
  'POST /v1/tickets/{ticketId}/solutions/{number}/accept': undefined,
  'POST /v1/tickets/{ticketId}/solutions/{number}/reject': { reason: '不合适' },
  'POST /v1/tickets/{ticketId}/follow-up': { satisfied: true, satisfaction: 5, text: '客户对新杯子很满意' },
  'POST /v1/tickets/{ticketId}/escalations/{level}/acknowledge': undefined,
  'GET /v1/policy': undefined,
  'PUT /v1/policy': standardized,
  'GET /v1/staff': undefined,
  'PUT /v1/staff': DIRECTORY,
  'POST /v1/feedback': { items: [{}] },
  'GET /v1/feedback': undefined,
  'POST /v1/calls': {},
  'GET /v1/tickets/{ticketId}/calls': undefined,
  'POST /v1/visits': {},
  'POST /v1/conversations/{conversationId}/messages': {},
  'GET /v1/conversations/{conversationId}': undefined,
  'POST /v1/imports': { items: [{}] },
  'GET /v1/tickets/{ticketId}/messages/{messageId}/html': undefined,
  'GET /v1/tickets/{ticketId}/messages/{messageId}/attachments/{number}': undefined,
  'GET /v1/tickets/{ticketId}/messages/{messageId}/original': undefined,
  'POST /v1/tickets/{ticketId}/messages/{messageId}/original': { reason: '客户询问原件' },
  'GET /v1/quarantine': undefined,
  'GET /v1/automatic-mails': undefined,
  'GET /v1/quarantine/{quarantineId}': undefined,
  'POST /v1/quarantine/{quarantineId}/release': {},
  'POST /v1/quarantine/{quarantineId}/discard': {},
  'POST /v1/customers/search': { account: 'cus_unknown' },
  'GET /v1/customers/{customerId}': undefined,
  'PATCH /v1/customers/{customerId}': { vip: true },
  'GET /v1/customers/{customerId}/timeline': undefined,
  'POST /v1/customers/{customerId}/purchases': { orderNumber: 'SO-1', at: '2026-03-01T00:00:00Z' },
  'POST /v1/customers/{customerId}/consents': {},
  'GET /v1/customers/{customerId}/suggestions': undefined,
  'POST /v1/customers/{customerId}/merge': { into: 'cus_other', reason: '同一位客户' },
  'POST /v1/customers/{customerId}/unmerge': { reason: '不是同一位客户' },
  'POST /v1/customers/{customerId}/reveal': {},
  'GET /v1/customers/{customerId}/audit': undefined,
  'GET /v1/customers/{customerId}/export': undefined,
  'POST /v1/customers/{customerId}/export': { reason: '客户来函' },
  'POST /v1/customers/{customerId}/erase': { reason: 'customerAsked' },
  'GET /v1/notices': undefined,
  'POST /v1/notices/{noticeId}/read': undefined,
};

// What anybody may call is told where the template is.
const routes: readonly HttpRoute[] = Object.values(await routeTables())
  .flat()
  .filter(({ may: permission }) => permission !== undefined);
const NO_MESSAGE = 'msg_00000000000000000000000001';
const NOTHING_ASIDE = `qrt_00000000${'0'.repeat(22)}`;
const nameOf = ({ method, path: written }: HttpRoute) => `${method} ${written}`;
let house: RunningHouse;
/** Opened by the shop for the customer; and by somebody else for somebody else. */
let [own, foreign]: string[] = [];

async function call(by: Caller, route: HttpRoute, ticket: string): Promise<Answer> {
  const body = BODIES[nameOf(route)];
  const where = route.path
    .replace('{ticketId}', ticket)
    .replace('{number}', '1')
    .replace('{level}', '1')
    .replace('{conversationId}', 'c-1')
    .replace('{customerId}', 'cus_unknown')
    .replace('{messageId}', NO_MESSAGE)
    .replace('{quarantineId}', NOTHING_ASIDE)
    .replace('{noticeId}', NOBODYS_NOTICE);
  if (route.method === 'GET') return by.get(where);
  if (route.method === 'PUT') return by.put(where, body, NOT_AS_IT_IS);
  if (route.method === 'PATCH') return by.patch(where, body, NOT_AS_IT_IS);
  return by.post(where, body, NOT_AS_IT_IS);
}

/** What an answer says about who asked: whether they may, and whether there is such a thing for them. */
function verdict({ status, body }: Answer): string {
  if (status === 401) return 'nobody';
  if (body['code'] === 'auth.not-allowed') return 'may not';
  return body['code'] === 'ticket.missing' ? 'not there' : status >= 500 ? 'broken' : 'may';
}

beforeAll(async () => {
  house = await aHouse();
  const otherShop = await house.as('customerApp', 'other-app');
  const desk = house.runtime.clients.find(({ scopes }) => !scopes.includes('kefu/customerApp'))!;
  const other = callerWith(
    house.runtime.url,
    await house.runtime.token({ sub: 'cus_zhao', groups: ['customer'], clientId: desk.clientId }),
  );
  own = await opened(house, await house.as('customerApp'));
  foreign = await opened(house, other, { requester: {} });
  await done(house, otherShop.get('/v1/tickets'));
});
afterAll(() => house.stop());

describe('every route of the house', () => {
  it('stands in this table, and every line of it is a route', () => {
    expect(routes.map(nameOf).toSorted()).toEqual(Object.keys(BODIES).toSorted());
  });

  it.each(Role.options)(
    'lets a %s do what the table of permissions says, on tickets that are theirs to see',
    async (role) => {
      const caller = await house.as(role);
      const outside = isOutside({ id: '', roles: [role], app: '' });
      const found: Record<string, string[]> = {};
      const expected: Record<string, string[]> = {};
      for (const route of routes) {
        const allowed = may([role], route.may as Permission);
        const onTicket = route.path.includes('{ticketId}');
        const answers = await Promise.all(
          [own!, ...(onTicket ? [foreign!, UNKNOWN] : [])].map((ticket) => call(caller, route, ticket)),
        );
        found[nameOf(route)] = answers.map(verdict);
        const hidden = outside ? 'not there' : 'may';
        expected[nameOf(route)] = (onTicket ? ['may', hidden, 'not there'] : ['may']).map((word) =>
          allowed ? word : 'may not',
        );
      }

      expect(found).toEqual(expected);
    },
  );

  it.each(['customer', 'customerApp'])(
    'answers a %s about a foreign ticket, byte for byte, as about none',
    async (role) => {
      const caller = await house.as(role);
      const plain = ({ status, headers, body }: Answer, ticket: string) => {
        const { 'x-request-id': id, 'apigw-requestid': _gateway, date: _date, ...rest } = headers;
        return JSON.stringify([status, rest, body]).replaceAll(String(id), 'ID').replaceAll(ticket, 'TICKET');
      };
      for (const route of routes.filter(({ path: written }) => written.includes('{ticketId}'))) {
        const answers = await Promise.all(
          [foreign!, UNKNOWN].map(async (ticket) => plain(await call(caller, route, ticket), ticket)),
        );
        expect(answers[0]).toBe(answers[1]);
      }
    },
  );

  it('changed nothing in all of this', async () => {
    const lena = await house.as('complaintSpecialist');

    for (const ticket of [own!, foreign!])
      expect((await lena.get(path(ticket))).body).toMatchObject({ version: 1, status: 'received' });
    expect((await lena.get('/v1/staff')).headers['etag']).toBe('"1"');
  });
});

describe('nobody', () => {
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const claims = () => {
    const seconds = Math.floor(house.runtime.clock.now() / 1000);
    const [client] = house.runtime.clients;
    return {
      sub: 'lena',
      'cognito:groups': ['admin', 'director'],
      iss: house.runtime.issuerUrl,
      client_id: client!.clientId,
      token_use: 'access',
      scope: '',
      iat: seconds,
      exp: seconds + 600,
    };
  };
  const forged = (head: object, body: object) => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const text = `${encode(head)}.${encode(body)}`;
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')}`;
  };

  it.each<[string, () => string | Promise<string>]>([
    ['has no token', () => ''],
    ['has no token but a word', () => 'token'],
    ['has a token that is over', () => house.runtime.token({ sub: 'lena', groups: ['admin'], expiresIn: -1 })],
    ['has a token signed by another', () => forged({ alg: 'RS256', kid: 'local' }, claims())],
    ['has a token that nobody signed', () => `${encode({ alg: 'none' })}.${encode(claims())}.`],
    [
      'has a token of another issuer',
      () => forged({ alg: 'RS256', kid: 'local' }, { ...claims(), iss: 'https://example.com' }),
    ],
    [
      'has a token for another client',
      () => house.runtime.token({ sub: 'lena', groups: ['admin'], clientId: 'another' }),
    ],
    ['has a role of another house', () => house.runtime.token({ sub: 'lena', groups: ['wizard'] })],
    ['has a role without a name', () => house.runtime.token({ sub: '', groups: ['admin'] })],
  ])('who %s gets past any door', async (_, make) => {
    const caller = callerWith(house.runtime.url, await make());
    const answers = await Promise.all(routes.map((route) => call(caller, route, own!)));

    expect(answers.map(({ status }) => status)).toEqual(routes.map(() => 401));
  });
});

describe('lists and timelines', () => {
  it('show a customer and an app their own tickets only, whatever they ask for', async () => {
    const [shop, wang] = [await house.as('customerApp'), await house.as('customer')];
    const queries = [
      '',
      '?customer=cus_zhao',
      '?order=SO-1001',
      '?channel=web',
      '?assignee=lena',
      '?dueWithinMinutes=9999',
      '?class=B',
      '?open=true',
    ];
    for (const caller of [shop, wang]) {
      for (const query of queries) {
        const { body } = await caller.get<{ tickets: { id: string }[] }>(`/v1/tickets${query}`);
        expect(body.tickets.map(({ id }) => id)).not.toContain(foreign);
      }
    }
    expect(
      (await wang.get<{ tickets: { id: string }[] }>('/v1/tickets?order=SO-1001')).body.tickets.map(({ id }) => id),
    ).toContain(own);
  });

  it('are given to nobody who does not work here', async () => {
    const [tang, shop] = [await house.as('teamLeader'), await house.as('customerApp')];
    const ticket = await opened(house, shop);
    const { status, body } = await tang.post(path(ticket, 'assign'), { to: 'zoe' }, { 'accept-language': 'zh-CN' });

    expect([status, body]).toEqual([
      400,
      expect.objectContaining({ code: 'staff.unknown', detail: expect.stringMatching(/名录/) }),
    ]);
    expect((await tang.get(path(ticket))).body).toMatchObject({ status: 'received' });
  });

  it('tell no customer who works on a ticket, what colleagues say, or how its promises stand', async () => {
    const [tang, lena, shop] = [
      await house.as('teamLeader'),
      await house.as('complaintSpecialist'),
      await house.as('customerApp'),
    ];
    const ticket = await opened(house, shop);
    await done(house, tang.post(path(ticket, 'assign'), { to: 'lena' }));
    await done(house, lena.post(path(ticket, 'notes'), { text: '内部：客户很难缠' }));
    await done(house, lena.post(path(ticket, 'replies'), { text: '您好，正在核实。' }));
    await done(house, lena.post(path(ticket, 'reclassify'), { class: 'A', reason: '内部：影响很大' }));
    await done(house, lena.post(path(ticket, 'pause'), { reason: 'waitingForDepartment' }));
    const read = [
      await shop.get(path(ticket)),
      await shop.get('/v1/tickets'),
      await shop.get(path(ticket, 'timeline')),
    ];

    expect(JSON.stringify(read.map(({ body }) => body))).not.toMatch(
      /lena|tang|内部|waitingFor|assignee|standardized|dueAt|Noted|Paused|Reclassified/,
    );
    expect(await timelineOf(lena, ticket)).toEqual(
      expect.arrayContaining([expect.objectContaining({ text: '内部：客户很难缠' })]),
    );
  });

  it('tell nobody of the notices of another', async () => {
    const [lena, mira] = [await house.as('complaintSpecialist'), await house.as('agent')];
    type Notices = { notices: { id: string; read: boolean }[] };
    const { body } = await lena.get<Notices>('/v1/notices');
    const [notice] = body.notices;

    expect((await mira.get<Notices>('/v1/notices')).body.notices).toEqual([]);
    expect(await mira.post(`/v1/notices/${notice!.id}/read`)).toMatchObject({
      status: 404,
      body: { code: 'notice.missing' },
    });
    expect((await lena.post(`/v1/notices/${notice!.id}/read`)).status).toBe(200);
  });
});
