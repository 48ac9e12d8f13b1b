import { type Instant, toMillis } from '#platform/time/instant.ts';
import type { CheckedLetter } from './checked-letter.ts';
import { encodedWord } from './encoded-word.ts';

const PLAIN_SUBJECT = /^[\w .,:;!'()+/-]{0,60}$/; // no "=?", and one line
const LINE_END = /\r\n|\r|\n/g;
const WIDTH = 76; // RFC 2045 6.8

/** A checked letter as it goes over the wire: headers that only this file writes, and one text in base64. */
export function rawLetter(letter: CheckedLetter, at: Instant): string {
  const { to, from, fromName, replyTo, subject, text, messageId, inReplyTo, thread, marks } = letter;
  const headers: (readonly [string, string])[] = [
    ['From', fromName ? `${encodedWord(fromName)} <${from}>` : from],
    ['To', to],
    ['Reply-To', replyTo],
    ['Subject', PLAIN_SUBJECT.test(subject) ? subject : encodedWord(subject)],
    ['Date', new Date(toMillis(at)).toUTCString().replace('GMT', '+0000')],
    ['Message-ID', messageId],
    ...(inReplyTo ? [['In-Reply-To', inReplyTo] as const] : []),
    ...(thread.length > 0 ? [['References', thread.join('\r\n ')] as const] : []),
    ...marks,
    ['MIME-Version', '1.0'],
    ['Content-Type', 'text/plain; charset=utf-8'],
    ['Content-Transfer-Encoding', 'base64'],
  ];
  const head = headers.map(([name, value]) => `${name}: ${value}`).join('\r\n');
  return `${head}\r\n\r\n${folded(Buffer.from(text.replace(LINE_END, '\r\n')).toString('base64'))}\r\n`;
}

function folded(base64: string): string {
  const lines: string[] = [];
  for (let start = 0; start < base64.length; start += WIDTH) lines.push(base64.slice(start, start + WIDTH));
  return lines.join('\r\n');
}
