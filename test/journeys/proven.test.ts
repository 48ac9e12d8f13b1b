import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller, RunningHouse } from '../support/house.ts';
import { aHouse, COMPLAINT, done, path } from './a-house.ts';

type Contacts = { readonly contacts: { readonly proven: boolean }[] };
type Requester = { readonly customerId: string; readonly proven: boolean; readonly vouched?: true };

let house: RunningHouse;
let [shop, mira, wang, admin]: Caller[] = [];
let numbers = 0;

beforeAll(async () => {
  house = await aHouse();
  [shop, mira, wang, admin] = await Promise.all(
    ['customerApp', 'agent', 'customer', 'admin'].map((role) => house.as(role)),
  );
});
afterAll(() => house.stop());

const startedAt = '2026-03-02T02:00:00Z';
const call = { waitSeconds: 5, durationSeconds: 60, transcript: '想换一个杯子', startedAt };
const visit = { outlet: 'shanghai-3', visitedAt: startedAt, text: '想换一个杯子' };
const old = { kind: 'complaint', channel: 'email', subject: '杯子', body: '碎了', openedAt: '2026-01-05T02:00:00Z' };

const ways: Record<string, (asked: object, nth: string) => Promise<string>> = {
  app: async (requester) =>
    String((await done(house, shop!.post('/v1/tickets', { ...COMPLAINT, requester }))).body['id']),
  'own token': async (requester) =>
    String((await done(house, wang!.post('/v1/tickets', { ...COMPLAINT, requester }))).body['id']),
  staff: async (requester) =>
    String((await done(house, mira!.post('/v1/tickets', { ...COMPLAINT, requester }))).body['id']),
  telephone: async (caller, nth) =>
    String((await done(house, mira!.post('/v1/calls', { ...call, caller, agentNumber: nth }))).body['ticketId']),
  outlet: async (visitor) =>
    String((await done(house, mira!.post('/v1/visits', { ...visit, visitor }))).body['ticketId']),
  import: async (requester, id) => {
    const item = { ...old, externalId: { source: 'desk', id }, requester };
    const { body } = await done(house, admin!.post('/v1/imports', { items: [item] }));
    return String((body['results'] as { ticketId: string }[])[0]!.ticketId);
  },
};

describe('a ticket and its customer', () => {
  it.each(Object.keys(ways).flatMap((way) => [true, false].map((verified) => [way, verified] as const)))(
    'say the same of a number: by %s, verified %s',
    async (way, verified) => {
      numbers += 1;
      const ticket = await ways[way]!({ phone: `1370000${1000 + numbers}`, verified }, `n-${numbers}`);
      const { requester } = (await mira!.get<{ requester: Requester }>(path(ticket))).body;
      const { contacts } = (await mira!.get<Contacts>(`/v1/customers/${requester.customerId}`)).body;

      expect(requester.proven).toBe(verified && way !== 'own token');
      expect(contacts.at(-1)!.proven).toBe(requester.proven);
      expect(requester.vouched).toBe(requester.proven || way === 'own token' ? undefined : true);
    },
  );

  it('say nothing of a number that nobody gave', async () => {
    const ticket = await ways['app']!({ customerId: 'cus_silent' }, '');

    expect((await mira!.get(path(ticket))).body).toMatchObject({ requester: { proven: false, vouched: true } });
  });
});
