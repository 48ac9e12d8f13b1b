import { createHash } from 'node:crypto';
import type { Mail } from '#intake/mail/mail.ts';

const digest = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('base64url');

/**
 * What makes a mail this mail, however often and on however many ways it is delivered: who says it, what its program called it
 * (else when, under which subject), and its content. The content counts even with an id, for programs that give one id to two
 * mails would lose us the second.
 */
export function identityOf({ messageId, from, date, subject, text, html, attachments, reports }: Mail): string {
  const files = attachments.map(({ name = '', bytes }) => [name, digest(bytes)]);
  const said = [text, ...reports.map((report) => report.text)].map((words) => words.replace(/\s+/g, ' ').trim());
  const content = [...said, html ?? '', ...files];
  const called = messageId ?? [date ?? '', subject];
  return digest(JSON.stringify([called, from?.address ?? '', digest(JSON.stringify(content))]));
}
