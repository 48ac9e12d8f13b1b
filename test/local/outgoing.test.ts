import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { journal } from '../../infra/local/journal.ts';
import { outbox, type Sent } from '../../infra/local/outbox.ts';
import { queues } from '../../infra/local/queues.ts';
import { sesService } from '../../infra/local/ses.ts';
import { smsService } from '../../infra/local/sms.ts';
import { aCall, aHouse, aResource } from './a-house.ts';

const DEAD = 'arn:aws:sqs:cn-north-1:123456789012:Dead';
const DAY = 86_400_000;
const silent = { emit: () => {} };
const folder = () => mkdtempSync(join(tmpdir(), 'outbox-'));

function someQueues(given: Parameters<typeof aHouse>[0] = {}) {
  const rest = aHouse({ ...given, resources: [aResource('AWS::SQS::Queue', 'Dead', {}, DEAD)] });
  const all = queues(rest.house);
  const QueueUrl = 'http://127.0.0.1:1/123456789012/Dead';
  const call = async (operation: string, json: Record<string, unknown> = {}) =>
    Object((await all.service.answer(aCall(operation, { QueueUrl, ...json }))).body);
  return { ...rest, all, call };
}

describe('the files of messages', () => {
  it('are as many as were sent, behind ten thousand as well', () => {
    const place = folder();
    const message: Sent = { id: 'm', channel: 'sms', to: '+49', at: '2026-01-01T00:00:00.000Z', from: 'us', text: 'a' };
    const box = outbox('sms', place);
    for (let count = 0; count < 10_002; count += 1) box.send(message);
    const again = outbox('sms', place);
    again.send(message);

    expect(again.sent()).toHaveLength(10_000);
    expect(readdirSync(join(place, 'outbox'))).toHaveLength(10_003);
  });
});

describe('the messages in memory', () => {
  it('are the newest ten thousand', () => {
    const box = outbox('sms');
    const message = { channel: 'sms', to: '+49', at: '2026-01-01T00:00:00.000Z', from: 'us', text: 'a' } as const;
    for (let nth = 0; nth < 10_002; nth += 1) box.send({ id: `m${nth}`, ...message });
    const sent = box.sent();

    expect([sent.length, sent[0]?.id, sent.at(-1)?.id]).toEqual([10_000, 'm2', 'm10001']);
  });
});

describe('a queue', () => {
  it('hides a received message until its time is over, and forgets a deleted one', async () => {
    const { call, clock } = someQueues();
    await call('SendMessage', { MessageBody: 'late' });
    const [first] = (await call('ReceiveMessage')).Messages;
    expect(first).toMatchObject({ Body: 'late', MD5OfBody: 'f2c67381db28fa11c59fe7a6df0f2587' });
    expect((await call('ReceiveMessage')).Messages).toEqual([]);
    await clock.moveTo(clock.now() + 31_000);
    const [again] = (await call('ReceiveMessage')).Messages;
    expect(again).toMatchObject({ Body: 'late', Attributes: { ApproximateReceiveCount: '2' } });
    await call('DeleteMessage', { ReceiptHandle: again.ReceiptHandle });
    await clock.moveTo(clock.now() + DAY);
    expect((await call('ReceiveMessage')).Messages).toEqual([]);
  });

  it('keeps what other services put in, over a restart, for four days', async () => {
    const kept = journal();
    const before = someQueues({ journal: kept });
    before.all.send(DEAD, '{"why":"broken"}', { ErrorCode: '200' });
    const start = new Date(before.clock.now()).toISOString();
    const { all, clock, call } = someQueues({ journal: kept, start });
    expect(all.list()).toMatchObject([
      { queue: 'Dead', messages: [{ body: '{"why":"broken"}', attributes: { ErrorCode: '200' } }] },
    ]);
    expect(await call('GetQueueAttributes')).toMatchObject({ Attributes: { ApproximateNumberOfMessages: '1' } });
    await clock.moveTo(clock.now() + 5 * DAY);
    expect(all.list()).toEqual([{ queue: 'Dead', messages: [] }]);
  });

  it('takes a batch, and refuses one that is too long or a queue nobody knows', async () => {
    const { call } = someQueues();
    const Entries = Array.from({ length: 11 }, (_, index) => ({ Id: String(index), MessageBody: 'a' }));
    expect((await call('SendMessageBatch', { Entries: Entries.slice(1) })).Successful).toHaveLength(10);
    await expect(call('SendMessageBatch', { Entries })).rejects.toThrow('Maximum number of entries');
    await expect(call('SendMessage', { QueueUrl: 'http://a/b/Other', MessageBody: 'a' })).rejects.toThrow(
      'does not exist',
    );
  });
});

describe('a mail', () => {
  const send = (mails: ReturnType<typeof sesService>, json: Record<string, unknown>) =>
    mails.answer({ ...aCall('', json), method: 'POST', path: '/v2/email/outbound-emails' });
  const simple = { Simple: { Subject: { Data: '您的投诉' }, Body: { Text: { Data: '已收到\n谢谢' } } } };

  it('becomes a file a person can read, and is remembered after a restart', async () => {
    const place = folder();
    const { house } = aHouse();
    const mails = sesService(house, silent, place);
    const Destination = { ToAddresses: ['Mira <mira@example.com>'] };
    const { body } = await send(mails, { FromEmailAddress: 'kefu@example.com', Destination, Content: simple });
    const [file = ''] = readdirSync(join(place, 'outbox'));
    expect(file).toMatch(/^2026-01-01T00-\d\d-\d\d\.\d{3}Z-mail-Mira__mira@example\.com_-1\.txt$/);
    expect(readFileSync(join(place, 'outbox', file), 'utf8')).toContain('Subject: 您的投诉\n\n已收到\n谢谢\n');
    expect(sesService(house, silent, place).sent()).toEqual(mails.sent());
    expect(mails.sent()).toMatchObject([
      { id: Object(body).MessageId, to: 'Mira <mira@example.com>', subject: '您的投诉' },
    ]);
  });

  it('keeps what a mail program threads and answers by, under the Message-ID that SES gives', async () => {
    const place = folder();
    const { house } = aHouse();
    const mails = sesService(house, silent, place);
    const Headers = Object.entries({ References: '<1@a.example> <2@a.example>', 'In-Reply-To': '<2@a.example>' });
    const { body } = await send(mails, {
      Destination: { ToAddresses: ['mira@example.com'] },
      ReplyToAddresses: ['reply+token@kefu.example'],
      Content: {
        Simple: {
          ...simple.Simple,
          Headers: [...Headers, ['Auto-Submitted', 'auto-generated']].map(([Name, Value]) => ({ Name, Value })),
        },
      },
    });
    expect(mails.sent()).toMatchObject([
      {
        messageId: `<${Object(body).MessageId}@cn-north-1.amazonses.com>`,
        replyTo: 'reply+token@kefu.example',
        inReplyTo: '<2@a.example>',
        references: '<1@a.example> <2@a.example>',
        autoSubmitted: 'auto-generated',
      },
    ]);
    expect(sesService(house, silent, place).sent()).toEqual(mails.sent());
  });

  it.each([
    [{ Name: 'Message-ID', Value: '<1@a.example>' }, 'set by SES'],
    [{ Name: 'X-Note', Value: 'a\r\nBcc: b@example.com' }, 'Invalid header'],
    [{ Name: 'X Note', Value: 'a' }, 'Invalid header'],
    [{ Name: 'X-Note', Value: 'a'.repeat(871) }, 'Invalid header'],
  ])('is refused with the header %j', async (header, words) => {
    const Destination = { ToAddresses: ['mira@example.com'] };
    const Content = { Simple: { ...simple.Simple, Headers: [header] } };
    await expect(send(sesService(aHouse().house, silent), { Destination, Content })).rejects.toThrow(words);
  });

  it('in raw form shows its subject and text', async () => {
    const raw = [
      ...[
        'From: kefu@example.com',
        'To: mira@example.com',
        `Subject: =?UTF-8?B?${Buffer.from('您好').toString('base64')}?=`,
      ],
      ...['Content-Type: multipart/alternative; boundary="b"', '', '--b', 'Content-Type: text/html', '', '<p>', '--b'],
      ...[
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        '=E6=82=A8=',
        '=E5=A5=BD',
        '--b--',
      ],
    ].join('\r\n');
    const mails = sesService(aHouse().house, silent);
    await send(mails, { Content: { Raw: { Data: Buffer.from(raw).toString('base64') } } });
    expect(mails.sent()).toMatchObject([{ to: 'mira@example.com', subject: '您好', text: '您好' }]);
  });

  it('to no address is refused, and a recipient cannot choose the file', async () => {
    const place = folder();
    const mails = sesService(aHouse().house, silent, place);
    await expect(send(mails, { Destination: { ToAddresses: ['nobody'] }, Content: simple })).rejects.toThrow(
      'Illegal address',
    );
    await send(mails, { Destination: { ToAddresses: ['../../etc/passwd@example.com'] }, Content: simple });
    expect(readdirSync(join(place, 'outbox'))).toEqual([expect.stringMatching(/-mail-_.*passwd@example\.com/)]);
  });
});

describe('an SMS', () => {
  it('becomes a file and an identifier, unless the number or the text is none', async () => {
    const texts = smsService(aHouse().house, { publish: () => '' }, folder());
    const send = (json: Record<string, unknown>) => texts.answer(aCall('SendTextMessage', json));
    const { body } = await send({ DestinationPhoneNumber: '+8613800000000', MessageBody: '已升级' });
    expect(texts.sent()).toMatchObject([{ id: Object(body).MessageId, to: '+8613800000000', text: '已升级' }]);
    await expect(send({ DestinationPhoneNumber: 'mira', MessageBody: 'a' })).rejects.toThrow('E.164');
    await expect(send({ DestinationPhoneNumber: '+8613800000000', MessageBody: '' })).rejects.toThrow('MessageBody');
  });

  const destination = (parts: object) => ({
    ...{ EventDestinationName: 'ends', Enabled: true, MatchingEventTypes: ['TEXT_DELIVERED', 'TEXT_UNREACHABLE'] },
    ...{ SnsDestination: { TopicArn: 'arn:aws:sns:cn-north-1:123456789012:Texts' }, ...parts },
  });

  function withSet(parts: object = {}) {
    const set = aResource('AWS::SMSVOICE::ConfigurationSet', 'Told', { EventDestinations: [destination(parts)] });
    const told: { topic: string; event: Record<string, unknown> }[] = [];
    const publish = (topic: string, message: string) => String(told.push({ topic, event: JSON.parse(message) }));
    const texts = smsService(aHouse({ resources: [set] }).house, { publish });
    const json = { DestinationPhoneNumber: '+8613800000000', MessageBody: 'a', ConfigurationSetName: 'Told' };
    const call = (more: object = {}) => aCall('SendTextMessage', { ...json, ...more });
    return { told, set, send: (more?: object) => texts.answer(call(more)), needs: () => texts.needs(call()) };
  }

  it('tells the topic of its configuration set what became of it, and needs the right to the set', async () => {
    const { told, set, send, needs } = withSet();
    const { body } = await send();
    await send({ DestinationPhoneNumber: '+85257048854' });

    expect(told).toMatchObject([
      {
        topic: expect.stringMatching(/:Texts$/),
        event: { eventType: 'TEXT_DELIVERED', messageId: Object(body).MessageId },
      },
      { event: { eventType: 'TEXT_UNREACHABLE' } },
    ]);
    expect(needs().map(({ resource }) => resource)).toContain(set.arn);
  });

  it('tells nobody where nobody wants to know, or no set is named', async () => {
    const wanted = withSet({ MatchingEventTypes: ['TEXT_UNREACHABLE'] });
    await wanted.send();
    const off = withSet({ Enabled: false });
    await off.send();
    const none = withSet();
    await none.send({ ConfigurationSetName: undefined });

    expect([...wanted.told, ...off.told, ...none.told]).toEqual([]);
    await expect(none.send({ ConfigurationSetName: 'Other' })).rejects.toThrow('There is no configuration set');
  });
});
