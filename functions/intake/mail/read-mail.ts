import { oneLine } from '#platform/mail/one-line.ts';
import { addresses, onlyAddress } from './addresses.ts';
import { fieldOf, fieldsOf } from './header-fields.ts';
import type { HeaderField, Mail, MailRead, Unread } from './mail.ts';
import type { MailPart } from './mail-part.ts';
import { messageIds } from './message-ids.ts';
import { readParts } from './read-parts.ts';
import { readWords } from './read-words.ts';
import { verdict } from './verdict.ts';
import { firstHeaders, walkMime } from './walk-mime.ts';

const LONGEST_SUBJECT = 500;
const LONGEST_FEW = 500;
const DELIVERED: readonly string[] = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'];
const FEW: readonly string[] = [
  ...['from', 'sender', 'reply-to', 'return-path'],
  ...['to', 'cc', 'subject', 'date', 'message-id', 'delivered-to'],
];

/**
 * Reads a mail within the limits of A8. Never throws: what cannot be read says why, for a person to open. Only the checks that
 * `authserv` signed are believed; without it none.
 */
export async function readMail(raw: Uint8Array, authserv?: string): Promise<MailRead> {
  if (isBlank(raw)) return { ok: false, because: 'empty' };
  try {
    const root = walkMime(raw);
    if (typeof root === 'string') return unread(root, raw);
    if (root.headers.length === 0) return unread('unreadable', raw);
    const mail = mailOf(root, authserv);
    return saysSomething(mail) ? { ok: true, mail } : unread('empty', raw);
  } catch {
    return unread('unreadable', raw);
  }
}

const isBlank = (raw: Uint8Array): boolean => raw.every((byte) => byte <= 0x20);

function mailOf(root: MailPart, authserv: string | undefined): Mail {
  const { headers } = root;
  const path = fieldOf(headers, 'return-path');
  const all = (name: string) => addresses(fieldsOf(headers, name).join(', '));
  return {
    messageId: messageIds(fieldOf(headers, 'message-id'))[0],
    from: onlyAddress(fieldsOf(headers, 'from')),
    envelopeFrom: path === undefined ? undefined : (addresses(path)[0]?.address ?? (isNull(path) ? '' : undefined)),
    to: all('to'),
    cc: all('cc'),
    deliveredTo: DELIVERED.flatMap(all).map(({ address }) => address),
    replyTo: all('reply-to'),
    subject: oneLine(readWords(fieldOf(headers, 'subject') ?? ''), LONGEST_SUBJECT),
    date: instant(fieldOf(headers, 'date')),
    inReplyTo: messageIds(fieldOf(headers, 'in-reply-to'))[0],
    references: messageIds(fieldOf(headers, 'references')),
    headers,
    ...readParts(root),
    verdict: verdict(headers, authserv),
  };
}

const isNull = (path: string): boolean => /^<?\s*>?$/.test(path.slice(0, LONGEST_FEW));

function instant(value: string | undefined): string | undefined {
  const date = new Date((value ?? '').slice(0, LONGEST_FEW));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function saysSomething({ text, html, subject, attachments, reports }: Mail): boolean {
  const shown = [text, subject, html ?? ''].some((words) => words.trim() !== '');
  return shown || attachments.some(({ bytes }) => bytes.length > 0) || reports.length > 0;
}

/** A mail that is not read, with what its beginning tells: `head` is as much of it as there is at hand. */
export function unread(because: Unread, head: Uint8Array): Extract<MailRead, { ok: false }> {
  try {
    return { ok: false, because, headers: few(firstHeaders(head)) };
  } catch {
    return { ok: false, because };
  }
}

function few(headers: readonly HeaderField[]): HeaderField[] {
  return FEW.flatMap((name) => headers.find((field) => field.name.toLowerCase() === name) ?? []).map(
    ({ name, value }) => ({ name, value: oneLine(readWords(value.slice(0, LONGEST_FEW)), LONGEST_FEW) }),
  );
}
