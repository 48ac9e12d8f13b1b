import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { isOutside } from '#platform/auth/actor.ts';
import { api, type Call, type Route, route } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import type { Table } from '#platform/store/table.ts';
import { at } from '#platform/time/instant.ts';

const noon = at('2026-03-02T12:00:00Z');
const NOTHING = { body: z.strictObject({}).optional() };
const anAgent = { sub: 'mira', client_id: 'desk', token_use: 'access', 'cognito:groups': '[agent]' };

/** What a route is given when it is called with these claims; `undefined` when it was not called. */
async function called(access: object, headers: Record<string, string> = {}, claims?: object) {
  let seen: Call<typeof NOTHING> | undefined;
  const one = route<object, typeof NOTHING>({
    method: 'POST',
    path: '/v1/bells/ring',
    does: 'Ring the bell',
    input: NOTHING,
    answer: { status: 200, schema: z.unknown() },
    run: () => async (call) => {
      seen = call;
      return ok({ kept: call.keep(() => ok({})).writes(undefined).length });
    },
    ...(access as { may: 'ticket.take' }),
  });
  const table = () => ({ name: 'house', client: {} }) as unknown as Table;
  const handler = api({ table, clock: () => noon }, () => ({}), [one] as readonly Route<object>[]);
  const http = { method: 'POST', path: '/v1/bells/ring', sourceIp: '203.0.113.9' };
  const event = {
    version: '2.0',
    rawPath: http.path,
    headers,
    requestContext: { requestId: 'req-1', http, authorizer: { jwt: { claims } } },
  };
  const answer = (await handler(event as never, {} as never)) as unknown as { statusCode: number; body: string };
  return { seen, status: answer.statusCode, body: JSON.parse(answer.body) };
}

describe('an open route', () => {
  const open = { open: 'because somebody at the door has no key yet' };

  it('is called by nobody in particular, who comes from outside and from an address', async () => {
    const { seen, status } = await called(open);

    expect(status).toBe(200);
    expect(seen).toMatchObject({ actor: { id: 'nobody', roles: [] }, from: '203.0.113.9' });
    expect(isOutside(seen!.actor)).toBe(true);
  });

  it('takes no word of a token that nobody checked', async () => {
    expect((await called(open, {}, anAgent)).seen?.actor.roles).toEqual([]);
  });

  it('keeps no answer, for nobody has a name to keep it under', async () => {
    expect((await called(open, { 'idempotency-key': 'again' })).body).toEqual({ kept: 0 });
    expect((await called({ may: 'ticket.take' }, { 'idempotency-key': 'again' }, anAgent)).body).toEqual({ kept: 1 });
  });
});

describe('a route that says neither who may nor why anybody may', () => {
  it.each([undefined, anAgent])('lets nobody in', async (claims) => {
    const { seen, status } = await called({}, {}, claims);

    expect(seen).toBeUndefined();
    expect(status).toBeGreaterThanOrEqual(401);
  });
});
