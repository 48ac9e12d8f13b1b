import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openHouse, type RunningHouse } from '../support/house.ts';

const SHOP = 'https://shop.example';
let house: RunningHouse;
beforeAll(async () => {
  house = await openHouse({ assembly: inject('assembly'), parameters: { FormOrigins: SHOP } });
});
afterAll(() => house.stop());

const asked = (method: string, path: string, origin: string) =>
  fetch(`${house.runtime.url}${path}`, { method, headers: { origin, 'access-control-request-method': 'POST' } });

describe('the page of a shop', () => {
  it('may show our form, when the deployment names it', async () => {
    const answers = await Promise.all([
      asked('GET', '/v1/forms/challenge', SHOP),
      asked('OPTIONS', '/v1/forms/contact', SHOP),
      asked('POST', '/v1/forms/contact', SHOP),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([200, 204, 400]);
    for (const { headers } of answers) expect(headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(answers[1]?.headers.get('access-control-allow-headers')).toBe('content-type');
  });

  it.each([
    ['GET', '/v1/forms/challenge', 'https://other.example'],
    ['OPTIONS', '/v1/forms/contact', 'https://other.example'],
    ['GET', '/v1/tickets', SHOP],
    ['OPTIONS', '/v1/tickets', SHOP],
    ['GET', '/openapi.json', SHOP],
  ])('reads nothing else: %s %s from %s', async (method, path, origin) => {
    expect((await asked(method, path, origin)).headers.get('access-control-allow-origin')).toBeNull();
  });
});
