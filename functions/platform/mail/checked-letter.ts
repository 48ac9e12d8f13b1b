import { createHash } from 'node:crypto';
import { SendFailed } from '#platform/send-failed.ts';
import type { Letter } from './mail.ts';
import { mailAddress } from './mail-address.ts';
import { oneLine } from './one-line.ts';
import { messageIdOf, threadOf } from './thread-ids.ts';

const LONGEST_SUBJECT = 200;
const LONGEST_NAME = 40;

/** A letter that may go out: every address is one address, every header one line. */
export type CheckedLetter = {
  readonly to: string;
  readonly from: string;
  readonly fromName: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly reference: string | undefined;
  readonly inReplyTo: string | undefined;
  /** The thread before this letter, oldest first. */
  readonly thread: readonly string[];
  /** What an automatic letter says of itself. */
  readonly marks: readonly (readonly [name: string, value: string])[];
};

/** Reads a letter of the house once more before it is sent; throws, without the address, when one is not plainly one. */
export function checkedLetter(letter: Letter, house: string): CheckedLetter {
  const from = addressOf(house, 'sender-address');
  const inReplyTo = messageIdOf(letter.inReplyTo);
  return {
    to: addressOf(letter.to, 'address'),
    from,
    fromName: oneLine(letter.fromName ?? '', LONGEST_NAME),
    replyTo: letter.replyTo === undefined ? from : addressOf(letter.replyTo, 'reply-address'),
    subject: oneLine(letter.subject, LONGEST_SUBJECT),
    text: letter.text.toWellFormed().replaceAll('\0', ''),
    messageId: messageIdOf(letter.messageId) ?? idFrom(letter.key, from),
    reference: letter.reference,
    inReplyTo,
    thread: threadOf([...(letter.references ?? []), inReplyTo]),
    marks: letter.automatic ? marksOf(from, inReplyTo !== undefined) : [],
  };
}

function addressOf(text: string, code: string): string {
  const address = mailAddress(text);
  if (!address) throw new SendFailed('refused', code);
  return address;
}

/** The same key gives the same id, so that a letter sent twice is one in the reader's mail program. */
function idFrom(key: string, from: string): string {
  const id = createHash('sha256').update(key).digest('hex').slice(0, 32);
  return `<${id}@${from.slice(from.indexOf('@') + 1)}>`;
}

function marksOf(from: string, isReply: boolean): CheckedLetter['marks'] {
  return [
    ['Auto-Submitted', isReply ? 'auto-replied' : 'auto-generated'], // RFC 3834 5
    ['X-Auto-Response-Suppress', 'All'], // Exchange and Outlook answer nothing
    ['X-Loop', from],
  ];
}
