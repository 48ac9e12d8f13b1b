import { describe, expect, it } from 'vitest';
import { mailBy } from '#platform/mail/mail-by.ts';
import { at } from '#platform/time/instant.ts';
import { anEnvironment } from '../an-environment.ts';
import { aLetter, HOUSE } from './a-letter.ts';
import { anSmtpServer } from './an-smtp-server.ts';

const clock = () => at('2026-03-02T12:10:00Z');
const AWS = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };

describe('the mail of a deployment', () => {
  it('is none without a sender', async () => {
    await anEnvironment({ MAIL_FROM: undefined, MAIL_SMTP_URL: 'smtp://127.0.0.1:1' }, () => {
      expect(mailBy(clock)).toBeUndefined();
    });
  });

  it('goes by the SMTP server it names', async () => {
    const server = await anSmtpServer();
    await anEnvironment({ MAIL_FROM: HOUSE, MAIL_SMTP_URL: `smtp://127.0.0.1:${server.port}` }, () =>
      mailBy(clock)?.().send(aLetter()),
    );

    expect(server.delivered).toMatchObject([{ from: HOUSE, to: ['li@example.com'] }]);
    await server.close();
  });

  it('goes by SES where no server is named', async () => {
    const sending = anEnvironment(
      { ...AWS, MAIL_FROM: HOUSE, MAIL_SMTP_URL: undefined, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' },
      () => mailBy(clock)?.().send(aLetter()),
    );

    await expect(sending).rejects.toMatchObject({ outcome: 'later', code: 'ECONNREFUSED' });
  });
});
