import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Mail } from './mail.ts';

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });

/** Mail by Amazon SES: structured, one recipient, marked as automatic. */
export function sesMail(from: string, client = new SESv2Client({ maxAttempts: 1 })): Mail {
  return {
    send: async ({ to, subject, text }) => {
      const { MessageId } = await client.send(
        new SendEmailCommand({
          FromEmailAddress: from,
          Destination: { ToAddresses: [to] },
          Content: {
            Simple: {
              Subject: utf8(subject),
              Body: { Text: utf8(text) },
              Headers: [{ Name: 'Auto-Submitted', Value: 'auto-generated' }],
            },
          },
        }),
      );
      return MessageId ?? '';
    },
  };
}
