import { htmlToText } from '#intake/mail/html-to-text.ts';
import type { Files } from '#platform/files/files.ts';
import type { PersonKey } from '#platform/personal/keyring.ts';
import { sealAtDoor, showsSealedApart } from '#platform/personal/mask-text.ts';
import { openMessage } from '#tickets/message-seal.ts';
import type { Message } from '#tickets/ticket.ts';

/**
 * Whether the mail a message came in carries numbers of documents or cards: where they were cut out of its words their masks are
 * left, however long ago the numbers themselves ended, and its HTML is as it came.
 */
export async function carriesNumbers(message: Message, key: PersonKey, files: Pick<Files, 'get'>): Promise<boolean> {
  const { text, subject = '', rest = '' } = openMessage(message, key);
  if ([text, subject, rest].some(showsSealedApart)) return true;
  const html = message.html === undefined ? undefined : await files.get(message.html);
  return html !== undefined && sealAtDoor(htmlToText(Buffer.from(html).toString('utf8'))).values.length > 0;
}
