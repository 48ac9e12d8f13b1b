import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kept } from '../story/kept.ts';
import { type Caller, DIRECTORY, type RunningHouse } from '../support/house.ts';
import { aHouse, COMPLAINT, clocksOf, done, opened, path, SOLUTION, timelineOf } from './a-house.ts';

let house: RunningHouse;
let [shop, lena, tang]: Caller[] = [];

beforeAll(async () => {
  house = await aHouse();
  [shop, lena, tang] = await Promise.all(
    ['customerApp', 'complaintSpecialist', 'teamLeader'].map((role) => house.as(role)),
  );
});
afterAll(() => house.stop());

const key = (name: string) => ({ 'idempotency-key': name });
const orders = async (orderNumber: string) =>
  (await kept(house.runtime)).filter((item) => item['entity'] === 'ticket' && item['orderNumber'] === orderNumber);

describe('a request that comes again with its key', () => {
  it('acts once and answers the same', async () => {
    const wish = { ...COMPLAINT, orderNumber: 'SO-once' };
    const [first, second] = [
      await shop!.post('/v1/tickets', wish, key('a')),
      await shop!.post('/v1/tickets', wish, key('a')),
    ];

    expect(first.headers['x-idempotency-lookup']).toBe('miss');
    expect(second.headers['x-idempotency-lookup']).toBe('hit');
    expect(second).toMatchObject({
      status: 201,
      body: first.body,
      headers: { location: first.headers['location'], etag: '"1"' },
    });
    expect(await orders('SO-once')).toHaveLength(1);
  });

  it('is refused with another body', async () => {
    const { status, body } = await shop!.post('/v1/tickets', { ...COMPLAINT, subject: '另一个杯子' }, key('a'));

    expect([status, body['code']]).toEqual([422, 'idempotency.other-body']);
  });

  it('acts once although twenty come at the same moment', async () => {
    const wish = { ...COMPLAINT, orderNumber: 'SO-crowd' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => shop!.post('/v1/tickets', wish, key('crowd'))));

    expect(new Set(answers.map(({ status, body }) => `${status} ${body['id']}`)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers['x-idempotency-lookup'] === 'miss')).toHaveLength(1);
    expect(await orders('SO-crowd')).toHaveLength(1);
  });

  it('acts once although the first answer was lost on the way', async () => {
    const wish = { ...COMPLAINT, orderNumber: 'SO-lost' };
    const { url } = house.runtime;
    const token = await house.runtime.token({ sub: 'shop-app', scope: 'kefu/customerApp' });
    const gone = new AbortController();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...key('lost') };
    const lost = fetch(`${url}/v1/tickets`, {
      method: 'POST',
      body: JSON.stringify(wish),
      headers,
      signal: gone.signal,
    });
    await expect.poll(() => orders('SO-lost'), { timeout: 300_000, interval: 5 }).toHaveLength(1);
    gone.abort();
    await lost.catch(() => undefined);
    const again = await shop!.post('/v1/tickets', wish, key('lost'));

    expect(again).toMatchObject({ status: 201, headers: { 'x-idempotency-lookup': 'hit' } });
    expect(await orders('SO-lost')).toHaveLength(1);
  });

  it('is another request of another caller, or on another route', async () => {
    const ticket = await opened(house, shop!);
    const answers = [
      await tang!.post('/v1/tickets', COMPLAINT, key('a')),
      await tang!.post(path(ticket, 'take'), undefined, key('a')),
      await tang!.post(path(ticket, 'notes'), { text: '备注' }, key('a')),
    ];

    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200]);
    expect(answers.map(({ headers }) => headers['x-idempotency-lookup'])).toEqual(['miss', 'miss', 'miss']);
  });

  it('acts once for each kind of act, however far the ticket went meanwhile', async () => {
    const ticket = await opened(house, shop!);
    const acts: [Caller, string, unknown][] = [
      [lena!, 'replies', { text: '您好' }],
      [lena!, 'solutions', SOLUTION],
      [shop!, 'solutions/1/accept', undefined],
    ];
    const first = [];
    for (const [who, act, body] of acts) first.push(await done(house, who.post(path(ticket, act), body, key('b'))));
    const facts = await timelineOf(lena!, ticket);
    const again = [];
    for (const [who, act, body] of acts) again.push(await done(house, who.post(path(ticket, act), body, key('b'))));

    expect(again.map(({ body }) => body)).toEqual(first.map(({ body }) => body));
    expect(await timelineOf(lena!, ticket)).toEqual(facts);
  });

  it('may act again after it was refused', async () => {
    const ticket = await opened(house, shop!);
    const refused = await lena!.post(path(ticket, 'resume'), undefined, key('c'));
    await done(house, lena!.post(path(ticket, 'replies'), { text: '您好' }));
    await done(house, lena!.post(path(ticket, 'pause'), { reason: 'waitingForCustomer' }));

    expect(refused.status).toBe(409);
    expect((await lena!.post(path(ticket, 'resume'), undefined, key('c'))).status).toBe(200);
  });

  it('is a new one after a day', async () => {
    const wish = { ...COMPLAINT, orderNumber: 'SO-day' };
    await shop!.post('/v1/tickets', wish, key('day'));
    await house.minutes(24 * 60 + 1);
    const { headers } = await shop!.post('/v1/tickets', wish, key('day'));

    expect(headers['x-idempotency-lookup']).toBe('miss');
    expect(await orders('SO-day')).toHaveLength(2);
  });
});

describe('an act on a ticket as it was', () => {
  it('is refused with the tag it has now', async () => {
    const ticket = await opened(house, shop!);
    await done(house, lena!.post(path(ticket, 'take')));
    const stale = await lena!.post(path(ticket, 'notes'), { text: '备注' }, { 'if-match': '"1"' });

    expect(stale).toMatchObject({ status: 412, body: { code: 'ticket.changed' }, headers: { etag: '"2"' } });
    expect((await lena!.post(path(ticket, 'notes'), { text: '备注' }, { 'if-match': '"2"' })).status).toBe(200);
    expect((await lena!.post(path(ticket, 'notes'), { text: '备注' }, { 'if-match': '*' })).status).toBe(200);
  });

  it('is refused for the directory and the policy too', async () => {
    const admin = await house.as('admin');
    const staff = await admin.put('/v1/staff', { people: [] }, { 'if-match': '"99"' });
    const { body } = await admin.get('/v1/policy');
    const policy = await admin.put('/v1/policy', body, { 'if-match': '"99"' });

    expect([staff.status, policy.status]).toEqual([412, 412]);
    expect(staff.headers['etag']).toBe('"1"');
  });

  it('is refused for the directory to whoever does not say what they saw', async () => {
    const admin = await house.as('admin');
    const unseen = await admin.put('/v1/staff', { people: [] });
    const { headers } = await admin.get('/v1/staff');
    const seen = await admin.put('/v1/staff', DIRECTORY, { 'if-match': String(headers['etag']) });

    expect(unseen).toMatchObject({ status: 428, body: { code: 'request.unseen' } });
    expect(seen).toMatchObject({ status: 200, headers: { etag: '"2"' } });
  });
});

describe('a number from the caller’s own system', () => {
  it('opens one ticket, whoever sends it again', async () => {
    const wish = { ...COMPLAINT, orderNumber: 'SO-ext', externalId: { source: 'shop', id: '4711' } };
    const answers = await Promise.all(Array.from({ length: 5 }, () => shop!.post('/v1/tickets', wish)));

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    const { id } = answers.find(({ status }) => status === 201)!.body;
    for (const { body } of answers.filter(({ status }) => status === 409)) {
      expect(body).toMatchObject({ code: 'ticket.external-id', ticketId: id, location: `/v1/tickets/${id}` });
    }
    expect(await orders('SO-ext')).toHaveLength(1);
  });
});

describe('many who act at the same moment', () => {
  it('twenty agents take a ticket: one has it, the others hear so', async () => {
    const ticket = await opened(house, shop!);
    const agents = await Promise.all(Array.from({ length: 20 }, (_, number) => house.as('agent', `agent-${number}`)));
    const answers = await Promise.all(agents.map((agent) => agent.post(path(ticket, 'take'))));
    const winner = answers.find(({ status }) => status === 200)!;

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status, body } of answers.filter((answer) => answer !== winner)) {
      expect([status, body['code']]).toEqual([
        409,
        expect.stringMatching(/^(ticket\.in-progress|store\.busy|store\.changed-meanwhile)$/),
      ]);
    }
    expect((await lena!.get(path(ticket))).body['assigneeId']).toBe(winner.body['assigneeId']);
    expect(await clocksOf(lena!, ticket)).toMatchObject({
      classResponse: { state: 'met' },
      firstResponse: { state: 'running' },
    });
  });

  it('ten replies are all kept once, in order, and the promise is met once', async () => {
    const ticket = await opened(house, shop!);
    await done(house, lena!.post(path(ticket, 'take')));
    const say = async (number: number): Promise<void> => {
      const { status } = await lena!.post(path(ticket, 'replies'), { text: `进展 ${number}` }, key(`r${number}`));
      if (status === 409) await say(number);
    };
    await Promise.all(Array.from({ length: 10 }, (_, number) => say(number)));
    const entries = await timelineOf(lena!, ticket);
    const said = entries.flatMap(({ text }) => (text?.startsWith('进展') ? [text] : []));
    const notes = entries.flatMap(({ clocks }) => (clocks as { kind: string; did: string }[] | undefined) ?? []);

    expect(said.toSorted()).toEqual(Array.from({ length: 10 }, (_, number) => `进展 ${number}`));
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).toSorted());
    expect(notes.filter(({ kind, did }) => kind === 'firstResponse' && did === 'met')).toHaveLength(1);
    expect((await lena!.get(path(ticket))).body['version']).toBe(12);
  });
});
