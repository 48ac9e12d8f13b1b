import { oneLine } from '#platform/mail/one-line.ts';
import { bodyBytes } from './body-bytes.ts';
import { readableParam } from './field-value.ts';
import { headerFields } from './header-fields.ts';
import { htmlToText } from './html-to-text.ts';
import type { Attachment, HeaderField, Mail, MailReport } from './mail.ts';
import type { MailPart } from './mail-part.ts';
import { repairCharset } from './repair-charset.ts';
import { unflowed } from './unflowed.ts';
import { firstHeaders } from './walk-mime.ts';

/** A8: of a text longer than this the rest is in the mail as it came. */
const LONGEST_TEXT = 2 * 1024 * 1024;
const LONGEST_NAME = 200;
const REPORTS: Readonly<Record<string, MailReport['kind']>> = {
  'message/delivery-status': 'deliveryStatus',
  'message/global-delivery-status': 'deliveryStatus',
  'message/disposition-notification': 'dispositionNotification',
  'message/feedback-report': 'feedback',
};

type Piece = { plain: string[]; html: string[] };
type Found = {
  readonly pieces: Piece[];
  readonly attachments: Attachment[];
  readonly reports: MailReport[];
  returned: readonly HeaderField[];
  left: number;
};

/** What the parts of a mail hold: the text and the HTML of its body, its attachments, and what machines report. */
export function readParts(root: MailPart): Pick<Mail, 'text' | 'html' | 'attachments' | 'reports' | 'returned'> {
  const found: Found = { pieces: [], attachments: [], reports: [], returned: [], left: LONGEST_TEXT };
  collect(root, found, undefined);
  const { attachments, reports, returned, pieces } = found;
  const html = pieces.some((piece) => piece.html.length > 0) ? pieces.map(asHtml).join('\n') : undefined;
  return { text: pieces.map(asText).filter(Boolean).join('\n\n'), html, attachments, reports, returned };
}

/** The representations of one alternative make one piece of the body, every other text a piece of its own. */
function collect(part: MailPart, found: Found, alternative: Piece | undefined): void {
  if (part.parts.length === 0) take(part, found, alternative);
  const piece: Piece | undefined = part.type.value === 'multipart/alternative' ? { plain: [], html: [] } : alternative;
  if (piece && !alternative) found.pieces.push(piece);
  for (const child of part.parts) collect(child, found, piece);
}

function take(part: MailPart, found: Found, alternative: Piece | undefined): void {
  const { value, params } = part.type;
  const report = REPORTS[value];
  if (report) {
    found.reports.push({ kind: report, text: textOf(part, found) });
  } else if (isText(part)) {
    const text = textOf(part, found);
    const piece: Piece = alternative ?? { plain: [], html: [] };
    if (value === 'text/html') piece.html.push(text);
    else piece.plain.push(params['format']?.toLowerCase() === 'flowed' ? unflowed(text, params['delsp']) : text);
    if (!alternative) found.pieces.push(piece);
  } else {
    const bytes = bodyBytes(part.body, part.encoding);
    if (isReturned(part) && found.returned.length === 0) found.returned = returnedHeaders(value, bytes);
    found.attachments.push(attachment(part, bytes));
  }
}

function isText({ type, disposition, parts }: MailPart): boolean {
  const { value } = type;
  if (value.startsWith('multipart/')) return parts.length === 0;
  const isShown = disposition.value !== 'attachment' && disposition.params['filename'] === undefined;
  return isShown && (value === 'text/plain' || value === 'text/html');
}

function textOf({ body, encoding, type }: MailPart, found: Found): string {
  const bytes = bodyBytes(body, encoding);
  const kept = found.left >= bytes.length ? bytes : bytes.subarray(0, wholeCharacters(bytes, found.left));
  found.left -= kept.length;
  return repairCharset(kept, type.params['charset']).replaceAll('\r\n', '\n').replaceAll('\0', '');
}

/** Back to just behind a byte that is a character alone in every charset. */
function wholeCharacters(bytes: Uint8Array, length: number): number {
  for (let end = length; end > length - 1_000 && end > 0; end -= 1) if ((bytes[end - 1] ?? 0) < 0x30) return end;
  return length;
}

const isReturned = ({ type, within }: MailPart): boolean =>
  /^(?:message\/(?:global|rfc822)(?:-headers)?|text\/rfc822-headers?)$/.test(type.value) &&
  (within?.type.value === 'multipart/report' || (within?.parts.some((part) => REPORTS[part.type.value]) ?? false));

const returnedHeaders = (type: string, bytes: Uint8Array): HeaderField[] =>
  type.includes('headers') ? headerFields(bytes.subarray(0, 64 * 1024)) : firstHeaders(bytes);

function attachment({ type, disposition, headers }: MailPart, bytes: Uint8Array): Attachment {
  const name = oneLine(readableParam(disposition.params['filename'] ?? type.params['name']) ?? '', LONGEST_NAME);
  const isRelated = headers.some((field) => field.name.toLowerCase() === 'content-id');
  const inline = disposition.value === 'inline' || (isRelated && disposition.value !== 'attachment');
  return { name: name || undefined, type: type.value, bytes, inline };
}

function asText({ plain, html }: Piece): string {
  const text = plain.join('\n').trim();
  return text || htmlToText(html.join('\n'));
}

function asHtml({ plain, html }: Piece): string {
  if (html.length > 0) return html.join('\n');
  const escaped = plain.join('\n').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<p>${escaped.replaceAll('\n', '<br>')}</p>`;
}
