import { randomUUID } from 'node:crypto';
import { AwsFault, type House, type Service } from './house.ts';
import { outbox, type Sent } from './outbox.ts';
import { smsEvents } from './sms-events.ts';
import type { Topics } from './sns.ts';

const LENGTH_LIMIT = 1600; // characters of MessageBody: SendTextMessage
const PHONE = /^\+?[1-9]\d{1,18}$/;

/** AWS End User Messaging, SendTextMessage: each SMS becomes a readable file, and its configuration set tells that it was delivered. */
export function smsService(
  house: House,
  topics: Pick<Topics, 'publish'>,
  folder?: string,
): Service & { sent(): Sent[] } {
  const texts = outbox('sms', folder);
  const setOf = smsEvents(house, topics);
  return {
    scope: 'sms-voice',
    sent: texts.sent,
    needs: ({ json }) => [
      { action: 'sms-voice:SendTextMessage', resource: originator(house, json['OriginationIdentity']) },
      ...(typeof json['ConfigurationSetName'] === 'string'
        ? [{ action: 'sms-voice:SendTextMessage', resource: setOf(json['ConfigurationSetName']).arn }]
        : []),
    ],
    async answer({ operation, json }) {
      if (operation !== 'SendTextMessage') {
        throw new AwsFault('UnknownOperationException', `The local runtime has no sms-voice:${operation}`);
      }
      const {
        DestinationPhoneNumber: to,
        MessageBody: text,
        OriginationIdentity: from = '',
        ConfigurationSetName: set,
      } = json;
      if (typeof to !== 'string' || !PHONE.test(to)) {
        throw new AwsFault('ValidationException', 'DestinationPhoneNumber must be a phone number in E.164 form');
      }
      if (typeof text !== 'string' || text === '' || text.length > LENGTH_LIMIT) {
        throw new AwsFault('ValidationException', `MessageBody must have 1 to ${LENGTH_LIMIT} characters`);
      }
      const id = randomUUID();
      const at = house.clock.now();
      texts.send({ id, channel: 'sms', to, at: new Date(at).toISOString(), from: String(from), text });
      if (typeof set === 'string') setOf(set).tell({ id, to, from: String(from), at });
      return { status: 200, body: { MessageId: id } };
    },
  };
}

/** Policies name a pool, a phone number or a sender id; a plain identity is taken for a sender id. */
function originator({ region, account }: House, identity: unknown): string {
  const given = String(identity ?? '*');
  if (given.startsWith('arn:')) return given;
  const kind = given.startsWith('pool-') ? 'pool' : given.startsWith('phone-') ? 'phone-number' : 'sender-id';
  return `arn:aws:sms-voice:${region}:${account}:${kind}/${given}`;
}
