import { describe, expect, it } from 'vitest';
import { readSnsSms } from '#platform/sms/read-sns-sms.ts';
import { at } from '#platform/time/instant.ts';

const heardAt = at('2026-03-02T12:10:05Z');

/** The message of docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms-payload.html, as SNS hands it to a function. */
const aTold = (...messages: unknown[]) => ({
  Records: messages.map((message) => ({
    EventSource: 'aws:sns',
    Sns: {
      Type: 'Notification',
      MessageId: '95df01b4-ee98-5cb9-9903-4c221d41eb5e',
      Timestamp: '2026-03-02T12:10:00.000Z',
      Message: typeof message === 'string' ? message : JSON.stringify(message),
    },
  })),
});

const REPLY = {
  originationNumber: '+14255550182',
  destinationNumber: '+12125550101',
  messageKeyword: 'JOIN',
  messageBody: 'Where is it?',
  inboundMessageId: 'cae173d2-66b9-564c-8309-21f858e9fb84',
  previousPublishedMessageId: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const receipt = (eventType: string) => ({ eventType, eventVersion: '1.0', isFinal: true, messageId: '862a8790' });

describe('what AWS tells by a topic', () => {
  it('is a reply', () => {
    expect(readSnsSms(aTold(REPLY), heardAt)).toEqual({
      heard: [
        {
          ...{ kind: 'reply', provider: 'aws', id: 'cae173d2-66b9-564c-8309-21f858e9fb84', from: '+14255550182' },
          ...{ to: '+12125550101', text: 'Where is it?', at: '2026-03-02T12:10:00.000Z' },
        },
      ],
      unreadable: 0,
    });
  });

  it.each([
    ['TEXT_DELIVERED', 'delivered'],
    ['TEXT_CARRIER_BLOCKED', 'failed'],
    ['TEXT_TTL_EXPIRED', 'failed'],
    ['TEXT_SUCCESSFUL', 'unknown'], // the carrier has it, the person perhaps not
    ['TEXT_QUEUED', 'unknown'],
    ['TEXT_UNKNOWN', 'unknown'],
  ])('is a receipt: %s means %s', (code, status) => {
    expect(readSnsSms(aTold(receipt(code)), heardAt).heard).toEqual([
      { kind: 'receipt', provider: 'aws', id: '862a8790', status, code },
    ]);
  });

  it('is counted where it cannot be read, and the rest is heard', () => {
    expect(readSnsSms(aTold('not json', { ...REPLY, originationNumber: 'Kefu' }, REPLY), heardAt)).toMatchObject({
      heard: [{ kind: 'reply' }],
      unreadable: 2,
    });
    expect(readSnsSms({}, heardAt)).toEqual({ heard: [], unreadable: 1 });
  });
});
