import { readFileSync } from 'node:fs';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sesMail } from '#platform/mail/ses-mail.ts';
import { aWebServer } from '../a-web-server.ts';
import { aLetter, HOUSE } from './a-letter.ts';

const NAUGHTY: string[] = JSON.parse(readFileSync('test/samples/strings/blns.json', 'utf8'));

let ses: Awaited<ReturnType<typeof aWebServer>>;
beforeAll(async () => {
  ses = await aWebServer(() => ({ json: { MessageId: 'ses-1' } }));
});
afterAll(() => ses.close());

async function sent(parts: Parameters<typeof aLetter>[0], configurationSet?: string) {
  const client = new SESv2Client({
    endpoint: ses.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
  const providerId = await sesMail(HOUSE, { client, configurationSet }).send(aLetter(parts));
  const body = JSON.parse(ses.asked.at(-1)?.body ?? '');
  const headers: { Name: string; Value: string }[] = body.Content.Simple.Headers;
  return { providerId, body, headers, named: Object.fromEntries(headers.map(({ Name, Value }) => [Name, Value])) };
}

describe('a letter by SES', () => {
  it('has one recipient, the name of who wrote it, and the address an answer goes to', async () => {
    const { body, providerId } = await sent(
      { fromName: '米拉，客服部', replyTo: 'reply+t0k3n@in.kefu.example' },
      'kefu-events',
    );

    expect(providerId).toBe('ses-1');
    expect(body).toMatchObject({
      FromEmailAddress: `=?UTF-8?B?${Buffer.from('米拉，客服部').toString('base64')}?= <${HOUSE}>`,
      Destination: { ToAddresses: ['li@example.com'] },
      ReplyToAddresses: ['reply+t0k3n@in.kefu.example'],
      ConfigurationSetName: 'kefu-events',
      Content: { Simple: { Subject: { Data: '您的工单 MN8FQ2 有新回复', Charset: 'UTF-8' } } },
    });
    expect(Object.keys(body.Destination)).toEqual(['ToAddresses']);
  });

  it('carries what its receipts give back, when SES can take it', async () => {
    const tagsOf = async (reference: string) => (await sent({ reference })).body.EmailTags;

    expect(await tagsOf('WyJ3YW5nIl0')).toEqual([{ Name: 'notice', Value: 'WyJ3YW5nIl0' }]);
    expect(await tagsOf('wang@example.com')).toBeUndefined();
    expect(await tagsOf('x'.repeat(257))).toBeUndefined();
  });

  it('carries its own message id as the last of its references, because SES writes another', async () => {
    const { named } = await sent({
      messageId: '<3@kefu.example>',
      inReplyTo: '<2@qq.com>',
      references: ['<1@qq.com>'],
    });

    expect(named).toEqual({ References: '<1@qq.com> <2@qq.com> <3@kefu.example>', 'In-Reply-To': '<2@qq.com>' });
  });

  it('says that it is automatic', async () => {
    expect((await sent({ automatic: true })).named).toMatchObject({
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'X-Loop': HOUSE,
    });
  });

  it(`keeps its one recipient and its headers whatever the ${NAUGHTY.length} naughty strings are put in`, async () => {
    const plain = (await sent({ automatic: true })).headers.map(({ Name }) => Name);

    for (const text of NAUGHTY) {
      const { body, headers } = await sent({ automatic: true, subject: text, fromName: text, inReplyTo: text, text });
      expect(headers.map(({ Name }) => Name)).toEqual(plain);
      expect(headers.every(({ Value }) => /^[!-~ ]{1,870}$/.test(Value))).toBe(true);
      expect(body.Destination).toEqual({ ToAddresses: ['li@example.com'] });
      expect(body.FromEmailAddress).toMatch(/^[!-~ ]{1,320}$/);
      expect(body.Content.Simple.Subject.Data).not.toMatch(/[\r\n\0\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
    }
    await expect(sent({ to: 'li@example.com\nBcc: eve@evil.example' })).rejects.toMatchObject({ code: 'address' });
  });
});
