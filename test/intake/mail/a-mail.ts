import type { Mail, Unread } from '#intake/mail/mail.ts';
import { readMail } from '#intake/mail/read-mail.ts';

const USUAL = {
  From: 'Zhang San <zhang@mail.example>',
  To: 'help@shop.example',
  Subject: 'A broken cup',
  'Message-ID': '<1@mail.example>',
  Date: 'Mon, 2 Mar 2026 10:00:00 +0800',
} as const;

export type Headers = Readonly<Record<string, string | undefined>>;

/** A mail as it travels: the usual headers, unless others are given, and a body. */
export function rawMail(headers: Headers = {}, body: string | Uint8Array = 'The cup arrived broken.'): Uint8Array {
  const lines = Object.entries({ ...USUAL, ...headers }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  );
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), Buffer.from(body)]);
}

/** A mail with parts, each of them head and body. */
export function multipart(type: string, parts: readonly string[], headers: Headers = {}): Uint8Array {
  const body = parts.map((part) => `--edge\r\n${part}\r\n`).join('');
  return rawMail({ 'Content-Type': `multipart/${type}; boundary="edge"`, ...headers }, `${body}--edge--\r\n`);
}

/** The mail that was read, with what its receiver of this name found; fails when it was not. */
export async function read(raw: Uint8Array, authserv?: string): Promise<Mail> {
  const found = await readMail(raw, authserv);
  if (!found.ok) throw new Error(`not read: ${found.because}`);
  return found.mail;
}

/** A mail that SES received. */
export const aMail = (headers?: Headers, body?: string): Promise<Mail> => read(rawMail(headers, body), 'amazonses.com');

/** Why a mail was not read, if it was not. */
export async function whyNot(raw: Uint8Array): Promise<Unread | undefined> {
  const found = await readMail(raw);
  return found.ok ? undefined : found.because;
}
