import { mailAddress } from '#platform/mail/mail-address.ts';
import { addresses } from './addresses.ts';
import { fieldOf, fieldsOf, headerFields } from './header-fields.ts';
import { isDaemon } from './machine-words.ts';
import type { HeaderField, Mail } from './mail.ts';
import { messageIds } from './message-ids.ts';

/** An address that a mail did not reach. `permanent`: it never will (5.x.x), or its owner called the mail spam. */
export type Bounced = {
  readonly address: string;
  readonly permanent: boolean;
  readonly originalMessageId?: string;
};

const MOST = 100;
const MOST_LINES = 600;
const LONGEST_LINE = 1_000;
const LONGEST_TEXT = 50_000;
const BLOCKS = /\n[ \t]*\n/;
const TYPED = /^\s*[\w-]{1,20}\s*;/; // rfc822; a@b
const STATUS = /(?:^|[^\d.])([245])\.\d{1,3}\.\d{1,3}(?![\d.])/;
const REPLY = /(?:^|[^\d.])(5[05]\d|4[25]\d)[ -](?!\d)/;
const NEVER =
  /user unknown|unknown user|no such (?:user|address|recipient|mailbox)|does ?n.t (?:exist|have)|not (?:exist|found|listed|known)|invalid (?:address|recipient|mailbox)|account (?:has been )?(?:disabled|closed|deleted)|mailbox unavailable|不存在|无此用户|地址错误|未找到|unbekannt|inconnu|desconocid/i;
const HERE = /[^\s<>()[\]{},;:"'`|]{1,64}@[^\s<>()[\]{},;:"'`|]{1,253}/g;
const COPY =
  /^[\s>]{0,10}[-=#*_]{3,80}.{0,60}(?:message|mail|header|原邮件|原始邮件)|(?:message|headers?|copy)(?: headers)? (?:is )?follows?\b|below this line|bounced e-?mail:/i;
const TO_LINE = /^[\s>|]{0,10}(?:to|收件人)\s{0,3}[:：]/i;
const ID_LINE = /^[\s>|]{0,10}message-id:\s*(<[^<>\s]{1,500}>)/i;

/** Whom a bounce or a complaint is about, from its report, else from the words of the mail system that wrote it. */
export function bounced(mail: Mail): Bounced[] {
  const id = messageIds(fieldOf(mail.returned, 'message-id'))[0] ?? idInText(mail.text);
  const told = [...reported(statuses(mail)), ...complained(mail)];
  const found = told.length > 0 ? told : [...failedRecipients(mail), ...inText(mail)];
  const known = new Map<string, boolean>();
  for (const { address, permanent } of found.slice(0, MOST))
    known.set(address, permanent || (known.get(address) ?? false));
  return [...known].map(([address, permanent]) => ({ address, permanent, ...(id && { originalMessageId: id }) }));
}

type Told = { readonly address: string; readonly permanent: boolean };

/** The reports, or the text when a broken mail has its report there. */
const statuses = ({ reports, text }: Mail): string[] => {
  const found = reports.filter(({ kind }) => kind === 'deliveryStatus').map((report) => report.text);
  return found.length > 0 ? found : [text.slice(0, LONGEST_TEXT)];
};

/** A report has one block about the mail, then one for each recipient (RFC 3464). */
function reported(texts: readonly string[]): Told[] {
  return texts
    .flatMap((text) => text.split(BLOCKS, MOST))
    .map((block) => headerFields(Buffer.from(block)))
    .flatMap((fields) => {
      const address = recipient(fields);
      const action = (fieldOf(fields, 'action') ?? '').toLowerCase();
      if (!address || /^(?:delivered|relayed|expanded)/.test(action)) return [];
      return [
        { address, permanent: isPermanent(fieldOf(fields, 'status') ?? '', fieldOf(fields, 'diagnostic-code') ?? '') },
      ];
    });
}

/** The address that was asked for comes before the one it was forwarded to. */
function recipient(fields: readonly HeaderField[]): string | undefined {
  const named = ['original-recipient', 'final-recipient', 'x-actual-recipient'].map((name) => fieldOf(fields, name));
  return named.flatMap((value) => (value === undefined ? [] : (addressIn(value.replace(TYPED, '')) ?? [])))[0];
}

function complained({ reports, returned }: Mail): Told[] {
  const [report] = reports.filter(({ kind }) => kind === 'feedback');
  if (!report) return [];
  const fields = headerFields(Buffer.from(report.text));
  const named = [...fieldsOf(fields, 'original-rcpt-to'), ...fieldsOf(fields, 'removal-recipient')];
  const found = named.flatMap((value) => addressIn(value) ?? []);
  const others = addresses(fieldOf(returned, 'to')).map(({ address }) => address);
  return (found.length > 0 ? found : others).map((address) => ({ address, permanent: true }));
}

function failedRecipients({ headers, text }: Mail): Told[] {
  return fieldsOf(headers, 'x-failed-recipients')
    .flatMap((value) => addresses(value))
    .map(({ address }) => ({ address, permanent: isPermanent('', text.slice(0, 4_000)) }));
}

/** The addresses of the lines above the copy of the mail, without the one it came back to; else whom the copy was for. */
function inText({ text, to }: Mail): Told[] {
  const lines = text.split('\n', MOST_LINES).map((line) => line.slice(0, LONGEST_LINE));
  const copy = lines.findIndex((line, nth) => nth > 0 && COPY.test(line));
  const words = copy < 0 ? lines : lines.slice(0, copy);
  const permanent = isPermanent('', words.join('\n'));
  const returnedTo = new Set(to.map(({ address }) => address.toLowerCase()));
  const named = [words, lines.filter((line) => TO_LINE.test(line))].map((some) =>
    some
      .flatMap((line) => line.match(HERE) ?? [])
      .flatMap((piece) => addressIn(piece) ?? [])
      .filter((address) => !returnedTo.has(address.toLowerCase()) && !isDaemon(address)),
  );
  return (named.find(({ length }) => length > 0) ?? []).map((address) => ({ address, permanent }));
}

function addressIn(text: string): string | undefined {
  const [piece] = text.slice(0, LONGEST_LINE).match(HERE) ?? [];
  return piece && mailAddress(piece.replace(/[.。]+$/, ''));
}

/** By the status code, else by the server's reply, else by what is only said of addresses that do not exist. */
function isPermanent(status: string, words: string): boolean {
  const code = STATUS.exec(status)?.[1] ?? STATUS.exec(words)?.[1] ?? REPLY.exec(words)?.[1]?.[0];
  return code ? code === '5' : NEVER.test(words);
}

function idInText(text: string): string | undefined {
  for (const line of text.split('\n', MOST_LINES)) {
    const [, id] = ID_LINE.exec(line.slice(0, LONGEST_LINE)) ?? [];
    if (id) return id;
  }
  return undefined;
}
