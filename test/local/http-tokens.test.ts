import { createSign, generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { type ApiGiven, anApi, bearer, ISSUER, stopServers } from './an-api.ts';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

afterEach(stopServers);

describe('a token', () => {
  const status = async (
    given: ApiGiven,
    token: (api: Awaited<ReturnType<typeof anApi>>) => Promise<string> | string,
  ) => {
    const api = await anApi({ keys: ['GET /closed'], ...given });
    const answer = await api.ask('/closed', bearer(await token(api)));
    return [answer.status, await answer.text(), answer.headers.get('www-authenticate')];
  };
  const refused = (why: string) => [401, '{"message":"Unauthorized"}', expect.stringContaining(why)];

  it('of the pool’s own client passes, again and again', async () => {
    const { ask, enter, events } = await anApi({ keys: ['GET /closed'] });
    const token = await enter();
    expect([(await ask('/closed', token)).status, (await ask('/closed', token)).status, events.length]).toEqual([
      200, 200, 2,
    ]);
  });

  it('is needed', async () => {
    const { ask } = await anApi({ keys: ['GET /closed'] });
    const answer = await ask('/closed');
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });

  it('without a signature, by another key or of another algorithm is refused', async () => {
    const claims = part({ iss: ISSUER, client_id: 'Shop', exp: 9_999_999_999, iat: 1 });
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const foreign = `${part({ alg: 'RS256', kid: 'local' })}.${claims}`;
    const signature = createSign('RSA-SHA256').update(foreign).sign(privateKey, 'base64url');
    for (const token of [
      `${part({ alg: 'none', kid: 'local' })}.${claims}.`,
      `${foreign}.${signature}`,
      `${foreign}.`,
      'a.b',
      '',
    ]) {
      expect((await status({}, () => token))[0]).toBe(401);
    }
  });

  it('for another client is refused', async () => {
    expect(await status({}, ({ tokens }) => tokens.token({ sub: 'a', clientId: 'Other' }))).toEqual(
      refused('audience'),
    );
  });

  it('is refused when the house’s clock has passed its end, even one that passed before', async () => {
    const { ask, enter, clock } = await anApi({ keys: ['GET /closed'] });
    const token = await enter({ expiresIn: 3600 });
    expect((await ask('/closed', token)).status).toBe(200);
    await clock.moveTo(clock.now() + 3_601_000);
    const answer = await ask('/closed', token);
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('expired')]);
  });

  it('without the route’s scope is forbidden, with it passes', async () => {
    const given = { scopes: ['kefu/read'] };
    expect((await status(given, ({ tokens }) => tokens.token({ sub: 'a', scope: 'kefu/other' })))[0]).toBe(403);
    expect((await status(given, ({ tokens }) => tokens.token({ sub: 'a', scope: 'kefu/other kefu/read' })))[0]).toBe(
      200,
    );
  });

  it('is given to a client with its secret, for the scopes it may have', async () => {
    const { ask } = await anApi({ keys: ['GET /closed'], scopes: ['kefu/read'] });
    const grant = (form: Record<string, string>) =>
      ask('/_local/issuer/oauth2/token', {
        method: 'POST',
        body: new URLSearchParams({ grant_type: 'client_credentials', ...form }),
      });
    const client = { client_id: 'Shop', client_secret: 'local-Shop' };
    const { access_token } = Object(await (await grant({ ...client, scope: 'kefu/read' })).json());
    expect((await ask('/closed', bearer(access_token))).status).toBe(200);
    expect(await (await grant({ ...client, client_secret: 'guess' })).json()).toEqual({ error: 'invalid_client' });
    expect(await (await grant({ ...client, scope: 'admin' })).json()).toEqual({ error: 'invalid_scope' });
    expect(await (await ask('/_local/issuer/.well-known/jwks.json')).json()).toMatchObject({
      keys: [{ kid: 'local', kty: 'RSA' }],
    });
  });
});
