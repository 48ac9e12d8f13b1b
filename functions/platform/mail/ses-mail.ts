import { SESv2Client, SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { awsFailed } from '#platform/aws-failed.ts';
import { type CheckedLetter, checkedLetter } from './checked-letter.ts';
import { encodedWord } from './encoded-word.ts';
import type { Mail } from './mail.ts';
import { REFERENCE_TAG } from './reference-tag.ts';
import { threadOf } from './thread-ids.ts';

type Options = { readonly configurationSet?: string | undefined; readonly client?: SESv2Client };

const TAG = /^[\w-]{1,256}$/; // what SES takes as the value of a tag

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });

/** Mail by Amazon SES: structured, one recipient, never raw MIME. */
export function sesMail(from: string, { configurationSet, client }: Options = {}): Mail {
  const ses = client ?? new SESv2Client({ maxAttempts: 1 });
  return {
    send: async (letter) => {
      const input = inputOf(checkedLetter(letter, from));
      const command = new SendEmailCommand({
        ...input,
        ...(configurationSet && { ConfigurationSetName: configurationSet }),
      });
      const { MessageId } = await ses.send(command).catch((error: unknown) => Promise.reject(awsFailed(error)));
      return MessageId ?? '';
    },
  };
}

function inputOf(letter: CheckedLetter): SendEmailCommandInput {
  const { to, from, fromName, replyTo, subject, text, reference = '' } = letter;
  return {
    FromEmailAddress: fromName ? `${encodedWord(fromName).replaceAll('\r\n', '')} <${from}>` : from,
    Destination: { ToAddresses: [to] },
    ReplyToAddresses: [replyTo],
    ...(TAG.test(reference) && { EmailTags: [{ Name: REFERENCE_TAG, Value: reference }] }),
    Content: {
      Simple: { Subject: utf8(subject), Body: { Text: utf8(text) }, Headers: headersOf(letter) },
    },
  };
}

/** SES gives the letter a Message-ID of its own, so ours travels as the last of its References. */
function headersOf({ inReplyTo, thread, messageId, marks }: CheckedLetter): { Name: string; Value: string }[] {
  const headers: [string, string][] = [['References', threadOf([...thread, messageId]).join(' ')]];
  if (inReplyTo) headers.push(['In-Reply-To', inReplyTo]);
  return [...headers, ...marks].map(([Name, Value]) => ({ Name, Value }));
}
