import { expect, it } from 'vitest';
import { receiveSms } from '#intake/sms/receive-sms.ts';
import { participant } from '#intake/thread/participant.ts';
import { replyAddress } from '#intake/thread/reply-address.ts';
import { noon } from '../clocks/some.ts';
import { aMail } from '../intake/a-mail.ts';
import { aHouseKey } from '../intake/memory-keyring.ts';
import { mira, shop } from '../support/people.ts';
import { aTable } from './a-table.ts';
import { waysIn } from './ways-in.ts';

const WANG = { email: 'wang@example.com', phone: '+8613812345678' };

it("what is said on one ticket stands there with the channel it came by, when it is not the ticket's", async () => {
  const ways = waysIn(await aTable());
  const { tickets, needs, arrive } = ways.house;
  const ticket = await tickets.open(
    {
      ...{ kind: 'complaint', stage: 'afterSale', channel: 'email', urgency: 'general', subject: '杯子', body: '碎了' },
      ...{ affectedCustomers: 1, majorLoss: false, needsSolutionDesign: false },
      requester: { ...WANG, language: 'zh-CN' },
    },
    { by: shop, at: noon, proven: true },
  );
  const to = replyAddress(
    aHouseKey(),
    { ticketId: ticket.id, participant: participant(aHouseKey(), WANG.email) },
    needs.domain,
  );
  const talk = { ticketId: ticket.id, startedAt: noon, transcript: '来电', waitSeconds: 1, durationSeconds: 1 };

  await arrive.call(ways.house, aMail({ to, text: '邮件' }));
  await receiveSms(needs)({
    kind: 'reply',
    provider: 'aliyun',
    id: 's',
    from: WANG.phone,
    to: '1',
    text: '短信',
    at: noon,
  });
  await ways.post(mira, '/v1/calls', { ...talk, caller: {}, agentNumber: 'A1' });
  await ways.post(mira, '/v1/visits', {
    ticketId: ticket.id,
    outlet: 'o-1',
    visitor: {},
    visitedAt: noon,
    text: '到店',
  });
  const { entries } = await ways.own.timelines.page(ticket, { size: 100 }, mira);
  const ofFacts = entries.flatMap(({ type, channel }) => (/Replied|Logged/.test(type) ? [channel] : []));
  const ofWords = entries.flatMap(({ type, text, channel }) => (type === 'Message' ? [[text, channel]] : []));

  expect(Object.fromEntries(ofWords)).toEqual({
    ...{ 碎了: undefined, 邮件: undefined, 短信: 'sms', 来电: 'phone', 到店: 'offlineOutlet' },
  });
  expect(new Set(ofFacts)).toEqual(new Set([undefined, 'sms', 'phone', 'offlineOutlet']));
});

it('what is said in a conversation on a ticket of another channel says its own', async () => {
  const ways = waysIn(await aTable());
  const say = (messageId: string, more: object) =>
    ways.post(shop, '/v1/conversations/c-1/messages', { messageId, text: messageId, ...more });
  const { body } = await say('m1', { channel: 'web' });
  await say('m2', { channel: 'miniProgram' });
  const ticket = await ways.own.door.find(body['ticketId']);
  const { entries } = await ways.own.timelines.page(ticket!, { size: 100 }, shop);

  expect(entries.flatMap(({ type, channel }) => (type === 'TicketReplied' ? [channel] : []))).toEqual(['miniProgram']);
});
