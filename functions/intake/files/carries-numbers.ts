import { htmlToText } from '#intake/mail/html-to-text.ts';
import { readMail } from '#intake/mail/read-mail.ts';
import type { Files } from '#platform/files/files.ts';
import type { PersonKey } from '#platform/personal/keyring.ts';
import { sealAtDoor, showsSealedApart } from '#platform/personal/mask-text.ts';
import { openMessage } from '#tickets/message-seal.ts';
import type { Message } from '#tickets/ticket.ts';

/**
 * Whether the mail a message came in carries numbers of documents or cards: where they were cut out of its words their masks are
 * left, however long ago the numbers themselves ended; and the mail is read to its end, for not all of a long one is kept in
 * words. One that nobody can read may hold anything.
 */
export async function carriesNumbers(message: Message, key: PersonKey, files: Pick<Files, 'get'>): Promise<boolean> {
  const { text, subject = '', rest = '' } = openMessage(message, key);
  if ([text, subject, rest].some(showsSealedApart)) return true;
  const raw = message.raw === undefined ? undefined : await files.get(message.raw);
  const read = raw && (await readMail(raw));
  if (!read?.ok) return true;
  const words = [read.mail.subject, read.mail.text, htmlToText(read.mail.html ?? '')];
  return words.some((one) => sealAtDoor(one).values.length > 0);
}
