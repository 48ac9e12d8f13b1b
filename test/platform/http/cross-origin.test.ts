import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { originsIn, preflight } from '#platform/http/cross-origin.ts';
import { api, type Route, route } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Table } from '#platform/store/table.ts';
import { at } from '#platform/time/instant.ts';

const noon = at('2026-03-02T12:00:00Z');
const SHOP = 'https://shop.example';
const open = 'because somebody at the door has no key yet';
const Bell = { body: z.strictObject({ loud: z.boolean() }) };
const answer = { status: 200, schema: z.unknown() };

const fromPages = (method: 'POST' | 'OPTIONS', path: string, run: () => never): Route<object> =>
  route({ method, path, open, does: 'Ring', fromPages: true, input: method === 'POST' ? Bell : {}, answer, run });
const ring =
  () =>
  async ({ body }: { body: { loud: boolean } }) => {
    if (body.loud) throw new Refusal('tooMany', 'form.too-many', 'Too loud');
    return ok({ rang: true });
  };
const routes: readonly Route<object>[] = [
  fromPages('POST', '/v1/bells/ring', ring as () => never),
  fromPages('OPTIONS', '/v1/bells/ring', preflight('POST') as () => never),
  route({ method: 'POST', path: '/v1/doors', open, does: 'Knock', input: Bell, answer, run: () => async () => ok({}) }),
];

async function asked(method: string, path: string, origin: string | undefined, body?: string) {
  const table = () => ({ name: 'house', client: {} }) as unknown as Table;
  const handler = api({ table, clock: () => noon, origins: () => originsIn(`${SHOP}, *, null`) }, () => ({}), routes);
  const event = {
    ...{ version: '2.0', rawPath: path, ...(body && { body }) },
    headers: { 'content-type': 'application/json', ...(origin && { origin }) },
    requestContext: { requestId: 'r', http: { method, path, sourceIp: '203.0.113.9' } },
  };
  return (await handler(event as never, {} as never)) as unknown as {
    statusCode: number;
    headers: Record<string, string>;
  };
}

describe('a page of another origin', () => {
  it.each([
    [200, '{"loud":false}'],
    [429, '{"loud":true}'],
    [400, '{}'],
    [400, '{'],
  ])('reads what it is answered, %i', async (status, body) => {
    const { statusCode, headers } = await asked('POST', '/v1/bells/ring', SHOP, body);

    expect(statusCode).toBe(status);
    expect(headers).toMatchObject({ 'access-control-allow-origin': SHOP, vary: 'origin' });
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it('may send JSON by the one method, and no token', async () => {
    const { statusCode, headers } = await asked('OPTIONS', '/v1/bells/ring', SHOP);

    expect(statusCode).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': SHOP,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type',
      'access-control-max-age': '600',
    });
  });

  it.each([undefined, '*', 'null', 'https://other.example', 'https://shop.example.evil', 'http://shop.example'])(
    'is not let in as %s',
    async (origin) => {
      for (const [method, body] of [
        ['POST', '{"loud":false}'],
        ['OPTIONS', undefined],
      ] as const) {
        expect((await asked(method, '/v1/bells/ring', origin, body)).headers).not.toHaveProperty(
          'access-control-allow-origin',
        );
      }
    },
  );

  it('reads nothing of a route that pages do not call', async () => {
    const { statusCode, headers } = await asked('POST', '/v1/doors', SHOP, '{"loud":true}');

    expect(statusCode).toBe(200);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('the origins of a deployment', () => {
  it.each([
    ['', []],
    ['https://shop.example, http://localhost:3000', ['https://shop.example', 'http://localhost:3000']],
    ['* null https://*.example shop.example https://shop.example/page', []],
  ])('%s', (text, origins) => {
    expect(originsIn(text)).toEqual(origins);
  });
});
