import { randomUUID } from 'node:crypto';
import type { Events } from './events.ts';
import { type AwsCall, AwsFault, type House, type Need, type Service } from './house.ts';
import { outbox, type Sent } from './outbox.ts';
import { contentOf } from './ses-content.ts';
import { sesEvents } from './ses-events.ts';

type Json = Record<string, unknown>;

const RECIPIENTS_LIMIT = 50; // SES quota
const SIZE_LIMIT = 40 * 1024 * 1024; // SES quota, after base64

/** SES v2 SendEmail: each recipient's mail becomes a readable file, and its configuration set tells what became of it. */
export function sesService(house: House, bus: Pick<Events, 'emit'>, folder?: string): Service & { sent(): Sent[] } {
  const mails = outbox('mail', folder);
  const events = sesEvents(house, bus);
  return {
    scope: 'ses',
    sent: mails.sent,
    needs: (call) => needsOf(house, call),
    async answer({ method, path, json, body }) {
      if (method !== 'POST' || path !== '/v2/email/outbound-emails') {
        throw new AwsFault('NotFoundException', `The local runtime has no ses: ${method} ${path}`, 404);
      }
      if (body.length > SIZE_LIMIT) throw new AwsFault('MessageRejected', 'Message length exceeds the limit');
      const { ConfigurationSetName: named } = json;
      const configurationSet = named === undefined ? undefined : events.find(String(named));
      const { subject, text, heads, ...content } = contentOf(json);
      const asked = recipients(json);
      const to = asked.length > 0 ? asked : content.to;
      const at = house.clock.now();
      const from = String(json['FromEmailAddress'] ?? content.from);
      const id = `${at.toString(16).padStart(16, '0')}-${randomUUID()}-000000`;
      const messageId = `<${id}@${house.region}.amazonses.com>`; // SES puts its own, whatever the mail says
      const mail = { id, from, subject, text, at: new Date(at).toISOString(), ...heads, messageId };
      for (const each of to) mails.send({ ...mail, channel: 'mail', to: each });
      if (configurationSet) {
        const addresses = to.map(addressIn);
        events.tell(configurationSet, { id, messageId, from, to: addresses, subject, at, tags: tagsOf(json) });
      }
      return { status: 200, body: { MessageId: id } };
    },
  };
}

function needsOf({ region, account }: House, { json }: AwsCall): Need[] {
  const address = addressIn(String(json['FromEmailAddress'] ?? ''));
  const domain = address.slice(address.indexOf('@') + 1);
  const raw = object(json['Content'])['Raw'] !== undefined;
  const context = { 'ses:FromAddress': [address], 'ses:Recipients': recipients(json) };
  const set = json['ConfigurationSetName'];
  const resources = [`identity/${domain}`, ...(set === undefined ? [] : [`configuration-set/${String(set)}`])];
  return resources.map((resource) => ({
    action: raw ? 'ses:SendRawEmail' : 'ses:SendEmail',
    resource: `arn:aws:ses:${region}:${account}:${resource}`,
    context,
  }));
}

const addressIn = (text: string): string => text.match(/<([^>]+)>/)?.[1] ?? text;

function recipients(json: Json): string[] {
  const { ToAddresses, CcAddresses, BccAddresses } = object(json['Destination']);
  const all = [ToAddresses, CcAddresses, BccAddresses].flatMap((list) => (Array.isArray(list) ? list.map(String) : []));
  if (all.length > RECIPIENTS_LIMIT)
    throw new AwsFault('BadRequestException', `Recipient count exceeds ${RECIPIENTS_LIMIT}.`);
  const wrong = all.find((address) => !/^[^\s@]+@[^\s@]+$|<[^\s@<>]+@[^\s@<>]+>\s*$/.test(address));
  if (wrong !== undefined) throw new AwsFault('BadRequestException', `Illegal address: ${wrong}`);
  return all;
}

const tagsOf = ({ EmailTags }: Json): Record<string, string[]> =>
  Object.fromEntries(
    (Array.isArray(EmailTags) ? EmailTags : []).map(({ Name, Value }) => [String(Name), [String(Value)]]),
  );

const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? { ...value } : {});
