import { randomUUID } from 'node:crypto';
import type { House } from './house.ts';
import type { Sent } from './outbox.ts';
import type { Topics } from './sns.ts';

/** A text message a customer sends. The same `id` again is the same message, delivered twice. */
export type IncomingSms = { from: string; to?: string; text: string; id?: string; part?: IncomingPart };
/** Which part of a long message it is: `number` counts from 1. */
export type IncomingPart = { reference: string; number: number; count: number };
export type SmsDoor = {
  /** Publishes it as two-way SMS does; answers the message's id. Throws when nobody listens. */
  receive(sms: IncomingSms): string;
};

const OUR_NUMBER = '+8610690000';

/** Two-way SMS of AWS End User Messaging: every topic that a function listens to is told. */
export function smsDoor({ account }: House, topics: Topics, texts: { sent(): Sent[] }): SmsDoor {
  return {
    receive({ from, to = OUR_NUMBER, text, id = randomUUID(), part }) {
      if (topics.heard.length === 0)
        throw new Error('No function listens to a topic, so nobody would hear this message');
      const previous = texts.sent().findLast((sent) => sent.to === from);
      const message = {
        originationNumber: from,
        destinationNumber: to,
        messageKeyword: `KEYWORD_${account}`,
        messageBody: text,
        inboundMessageId: id,
        ...(part && { part }),
        ...(previous && { previousPublishedMessageId: previous.id }),
      };
      for (const topicArn of topics.heard) topics.publish(topicArn, JSON.stringify(message));
      return id;
    },
  };
}
