import { describe, expect, it } from 'vitest';
import { standardized } from '#clocks/presets/standardized.ts';
import { at } from '#platform/time/instant.ts';
import { classify } from '#tickets/classify.ts';
import { type Opening, open } from '#tickets/open.ts';
import { OpenTicketInput } from '#tickets/open-ticket.ts';
import { TicketId } from '#tickets/ticket.ts';
import { sealSubject } from '#tickets/ticket-seal.ts';
import { aHouseKey } from '../support/keys.ts';
import { lena, shop } from '../support/people.ts';

const ten = at('2026-03-02T10:00:00Z');
const id = TicketId.parse('tkt_00000000000000000000000001');
const asked = (more: object = {}) =>
  OpenTicketInput.body.parse({
    kind: 'complaint',
    channel: 'web',
    subject: '杯子碎了',
    body: '收到的杯子碎了，想换一个',
    ...more,
  });
const opened = (more: object = {}, by = shop, how: Partial<Opening> = {}) =>
  open(asked(more), {
    id,
    requester: { customerId: 'cus_wang', proven: true, language: 'zh-CN' },
    subject: sealSubject(aHouseKey, id, '杯子碎了'),
    by,
    policy: standardized,
    at: ten,
    ...how,
  });

describe('opening a ticket', () => {
  it('receives a complaint as class B with the clocks of its promises', () => {
    const { next, events, clocks } = opened();

    expect(next).toMatchObject({
      status: 'received',
      class: 'B',
      policy: 'standardized@V1.0',
      complaint: {},
      openedAt: ten,
    });
    expect(events).toMatchObject([{ type: 'TicketOpened', class: 'B', because: 'complaint', customerId: 'cus_wang' }]);
    expect(clocks).toEqual(
      ['firstResponse', 'classResponse', 'solution', 'resolution'].map((kind) => ({ do: 'start', kind })),
    );
  });

  it('names the department that handles its class, and takes urgency from the words', () => {
    const { next } = opened({ stage: 'inSale', body: '加急，明天就要用' });

    expect(next).toMatchObject({ class: 'A', department: 'technical', urgency: 'urgent' });
  });

  it('keeps what the customer wrote out of the fact that is told', () => {
    expect(JSON.stringify(opened().events)).not.toContain('杯子');
  });

  it('keeps what the customer wrote as the first message', () => {
    expect(opened().said).toEqual({
      from: 'customer',
      visibility: 'public',
      text: '收到的杯子碎了，想换一个',
      about: 'issue',
      subject: '杯子碎了',
    });
  });

  it('is held at once by whoever looks after this customer in person', () => {
    const { next, events } = opened({}, shop, { dedicatedContact: 'lena' });

    expect(next).toMatchObject({ status: 'assigned', assigneeId: 'lena' });
    expect(events).toMatchObject([{ type: 'TicketOpened' }, { type: 'TicketAssigned', to: 'lena', by: 'kefu' }]);
  });

  it('greets a conversation at once, which meets the greeting and nothing else', () => {
    const { clocks = [], greeted } = opened({}, shop, { greeting: '您好' });

    expect(greeted).toBe('您好');
    expect(clocks.filter(({ do: what }) => what === 'meet')).toEqual([{ do: 'meet', kind: 'greeting' }]);
  });

  it('has had its first response when a colleague spoke with the customer', () => {
    const { next, clocks = [] } = opened({}, lena, { answered: true });

    expect(next).toMatchObject({ status: 'inProgress', assigneeId: 'lena', firstRepliedAt: ten });
    expect(clocks).toContainEqual({ do: 'meet', kind: 'firstResponse' });
  });

  it('promises one thing when the house opens it as a duty, and nothing when it is taken over', () => {
    expect(opened({}, shop, { origin: 'house' }).clocks).toEqual([{ do: 'start', kind: 'careFollowUp' }]);
    expect(opened({}, shop, { origin: 'import' }).clocks).toEqual([]);
  });

  it('lets staff set the class with a reason', () => {
    const { next } = opened({ class: 'A', classReason: '大客户的全部订单' }, lena);

    expect(next).toMatchObject({ class: 'A', classBecause: 'staff' });
  });

  it('refuses a class from outside', () => {
    expect(() => opened({ class: 'A', classReason: '很急' })).toThrow(
      expect.objectContaining({ code: 'ticket.class-by-staff' }),
    );
  });

  it.each([
    ['a class without its reason', { class: 'A' }, 'classReason'],
    ['a phone number that is none', { requester: { phone: '12' } }, 'requester.phone'],
    ['a mail address that is none', { requester: { email: 'wang@' } }, 'requester.email'],
    ['an empty body', { body: '   ' }, 'body'],
    ['a subject of two lines', { subject: 'one\ntwo' }, 'subject'],
    ['text that is nothing but marks of direction', { body: '\u202E' }, 'body'],
    ['a body that is too long', { body: '长'.repeat(10_001) }, 'body'],
  ])('refuses %s and names the field', (_, more, path) => {
    const parsed = OpenTicketInput.body.safeParse({
      kind: 'complaint',
      channel: 'web',
      subject: 's',
      body: 'b',
      ...more,
    });

    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
  });

  it('writes a mainland number in full', () => {
    expect(asked({ requester: { phone: '138 0013 8000' } }).requester.phone).toBe('+8613800138000');
  });
});

describe('classifying a ticket', () => {
  const grounds = {
    kind: 'enquiry',
    stage: 'afterSale',
    urgency: 'general',
    text: '请问',
    affectedCustomers: 1,
    majorLoss: false,
  } as const;

  it.each([
    ['an enquiry', {}, 'C', 'default'],
    ['a complaint', { kind: 'complaint' }, 'B', 'complaint'],
    ['9 customers', { affectedCustomers: 9 }, 'C', 'default'],
    ['10 customers', { affectedCustomers: 10 }, 'B', 'impact'],
    ['99 customers', { affectedCustomers: 99 }, 'B', 'impact'],
    ['100 customers', { affectedCustomers: 100 }, 'A', 'impact'],
    ['a complaint of 100 customers', { kind: 'complaint', affectedCustomers: 100 }, 'A', 'impact'],
    ['a major loss', { majorLoss: true }, 'A', 'majorLoss'],
    ['an urgent in-sale problem', { stage: 'inSale', urgency: 'urgent' }, 'A', 'urgent'],
    ['an in-sale problem whose words are urgent', { stage: 'inSale', text: '加急，明天就要用' }, 'A', 'urgent'],
    ['an urgent after-sale question', { urgency: 'urgent' }, 'C', 'default'],
    ['a payment outage', { text: '支付宕机，所有人都付不了款' }, 'A', 'keyword'],
  ] as const)('judges %s', (_, more, issueClass, because) => {
    expect(classify({ ...grounds, ...more }, standardized)).toEqual({ class: issueClass, because });
  });
});
