import { randomUUID } from 'node:crypto';
import { type AwsCall, AwsFault, type House, type Need, type Service } from './house.ts';
import { mailText } from './mail-text.ts';
import { outbox, type Sent } from './outbox.ts';

type Json = Record<string, unknown>;

const RECIPIENTS_LIMIT = 50; // SES quota
const SIZE_LIMIT = 40 * 1024 * 1024; // SES quota, after base64

/** SES v2 SendEmail: each recipient's mail becomes a readable file. */
export function sesService(house: House, folder?: string): Service & { sent(): Sent[] } {
  const mails = outbox('mail', folder);
  return {
    scope: 'ses',
    sent: mails.sent,
    needs: (call) => needsOf(house, call),
    async answer({ method, path, json, body }) {
      if (method !== 'POST' || path !== '/v2/email/outbound-emails') {
        throw new AwsFault('NotFoundException', `The local runtime has no ses: ${method} ${path}`, 404);
      }
      if (body.length > SIZE_LIMIT) throw new AwsFault('MessageRejected', 'Message length exceeds the limit');
      const to = recipients(json);
      const content = read(json);
      const at = new Date(house.clock.now()).toISOString();
      const from = String(json['FromEmailAddress'] ?? content.from);
      const id = `${house.clock.now().toString(16).padStart(16, '0')}-${randomUUID()}-000000`;
      for (const each of to.length > 0 ? to : content.to) {
        mails.send({ id, channel: 'mail', to: each, at, from, subject: content.subject, text: content.text });
      }
      return { status: 200, body: { MessageId: id } };
    },
  };
}

function needsOf({ region, account }: House, { json }: AwsCall): Need[] {
  const from = String(json['FromEmailAddress'] ?? '');
  const address = from.match(/<([^>]+)>/)?.[1] ?? from;
  const domain = address.slice(address.indexOf('@') + 1);
  const raw = object(json['Content'])['Raw'] !== undefined;
  const context = { 'ses:FromAddress': [address], 'ses:Recipients': recipients(json) };
  return [
    {
      action: raw ? 'ses:SendRawEmail' : 'ses:SendEmail',
      resource: `arn:aws:ses:${region}:${account}:identity/${domain}`,
      context,
    },
  ];
}

function recipients(json: Json): string[] {
  const { ToAddresses, CcAddresses, BccAddresses } = object(json['Destination']);
  const all = [ToAddresses, CcAddresses, BccAddresses].flatMap((list) => (Array.isArray(list) ? list.map(String) : []));
  if (all.length > RECIPIENTS_LIMIT)
    throw new AwsFault('BadRequestException', `Recipient count exceeds ${RECIPIENTS_LIMIT}.`);
  const wrong = all.find((address) => !/^[^\s@]+@[^\s@]+$|<[^\s@<>]+@[^\s@<>]+>\s*$/.test(address));
  if (wrong !== undefined) throw new AwsFault('BadRequestException', `Illegal address: ${wrong}`);
  return all;
}

function read(json: Json): { subject: string; text: string; from: string; to: string[] } {
  const { Simple, Raw } = object(json['Content']);
  if (Raw) return mailText(Buffer.from(String(object(Raw)['Data'] ?? ''), 'base64').toString('utf8'));
  if (!Simple) throw new AwsFault('BadRequestException', 'Content must be Simple or Raw');
  const { Subject, Body } = object(Simple);
  const { Text, Html } = object(Body);
  const text = object(Text)['Data'] ?? object(Html)['Data'];
  if (typeof text !== 'string') throw new AwsFault('BadRequestException', 'Missing the body of the message');
  return { subject: String(object(Subject)['Data'] ?? ''), text, from: '', to: [] };
}

const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? { ...value } : {});
