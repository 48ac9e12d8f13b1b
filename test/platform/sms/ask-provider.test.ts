import { describe, expect, it } from 'vitest';
import { askProvider } from '#platform/sms/ask-provider.ts';
import { aWebServer } from '../a-web-server.ts';

const to = (url: string) => ({ url, headers: {}, body: '' });

describe('asking a provider', () => {
  it('is given up after a while, with the outcome unknown', async () => {
    const server = await aWebServer(() => 'silence');

    await expect(askProvider(to(server.url), 30)).rejects.toMatchObject({ outcome: 'unknown', code: 'TimeoutError' });
    await server.close();
  });

  it('that nobody hears may be done again', async () => {
    const server = await aWebServer(() => 'silence');
    await server.close();

    await expect(askProvider(to(server.url))).rejects.toMatchObject({ outcome: 'later', code: 'ECONNREFUSED' });
  });

  it('is never done without TLS elsewhere', async () => {
    await expect(askProvider(to('http://sms.example.com/'))).rejects.toMatchObject({ code: 'endpoint-without-tls' });
    await expect(askProvider(to('http://127.0.0.1.example.com/'))).rejects.toMatchObject({ outcome: 'refused' });
  });

  it('does not follow a provider elsewhere', async () => {
    const elsewhere = await aWebServer(() => ({ json: { Code: 'OK' } }));
    const server = await aWebServer(() => ({ status: 307, json: {}, location: elsewhere.url }));

    await expect(askProvider(to(server.url))).rejects.toMatchObject({ outcome: 'unknown' });
    expect(elsewhere.asked).toEqual([]);
    await Promise.all([server.close(), elsewhere.close()]);
  });
});
