import { AwsFault } from './house.ts';
import { mailText } from './mail-text.ts';
import type { MailHeads } from './outbox.ts';

type Json = Record<string, unknown>;

/** What a SendEmail says: what a person reads, and the headers a mail program threads by. */
export type Content = { subject: string; text: string; from: string; to: string[]; heads: MailHeads };

// What SES sets itself, and how much it takes of the rest.
const OWN =
  /^(bcc|cc|content-disposition|content-type|date|from|message-id|mime-version|reply-to|return-path|subject|to)$/i;
const HEADERS_LIMIT = 15;
const VALUE_LIMIT = 870;
const HEADS: Record<string, keyof MailHeads> = {
  'reply-to': 'replyTo',
  'in-reply-to': 'inReplyTo',
  references: 'references',
  'auto-submitted': 'autoSubmitted',
};

export function contentOf({ Content, ReplyToAddresses }: Json): Content {
  const { Simple, Raw } = object(Content);
  if (Raw) {
    const { headers, ...read } = mailText(Buffer.from(String(object(Raw)['Data'] ?? ''), 'base64').toString('utf8'));
    return { ...read, heads: headsOf([...headers]) };
  }
  if (!Simple) throw refused('Content must be Simple or Raw');
  const { Subject, Body, Headers } = object(Simple);
  const { Text, Html } = object(Body);
  const text = object(Text)['Data'] ?? object(Html)['Data'];
  if (typeof text !== 'string') throw refused('Missing the body of the message');
  const replyTo: [string, string][] =
    Array.isArray(ReplyToAddresses) && ReplyToAddresses.length > 0 ? [['reply-to', ReplyToAddresses.join(', ')]] : [];
  const heads = headsOf([...given(Headers), ...replyTo]);
  return { subject: String(object(Subject)['Data'] ?? ''), text, from: '', to: [], heads };
}

/** The headers of a simple mail, as SES would take them. */
function given(headers: unknown): [string, string][] {
  const all = (Array.isArray(headers) ? headers : []).map((one): [string, string] => [
    String(object(one)['Name']),
    String(object(one)['Value']),
  ]);
  if (all.length > HEADERS_LIMIT) throw refused(`A mail may have ${HEADERS_LIMIT} headers of its own`);
  for (const [name, value] of all) {
    if (OWN.test(name)) throw refused(`The header ${name} is set by SES`);
    if (!/^[!-9;-~]{1,126}$/.test(name) || !/^[ -~]*$/.test(value) || value.length > VALUE_LIMIT) {
      throw refused(`Invalid header: ${name}`);
    }
  }
  return all;
}

function headsOf(headers: [string, string][]): MailHeads {
  const known = headers.flatMap(([name, value]) => {
    const field = HEADS[name.toLowerCase()];
    return field && value ? [[field, value] as const] : [];
  });
  return Object.fromEntries(known);
}

const refused = (sentence: string) => new AwsFault('BadRequestException', sentence);
const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? { ...value } : {});
