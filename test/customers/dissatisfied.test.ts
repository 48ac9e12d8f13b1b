import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { careDuty } from '#customers/care-duty.ts';
import { dissatisfactionIn, isRepeated } from '#customers/dissatisfied.ts';
import { NO_PROFILE } from '#customers/profile.ts';
import type { HouseEvent } from '#platform/events/event.ts';
import { at, plusMinutes } from '#platform/time/instant.ts';
import { aCustomer, noon } from './some.ts';

const DAY = 24 * 60;
const limits = { rule: 'CUS-07', times: 2, withinMinutes: 90 * DAY };
const ticket = 'tkt_00000000000000000000000001';
const told = (fields: object) =>
  ({ id: 'e1', subject: ticket, at: noon, by: 'mira', ...fields }) as unknown as HouseEvent;

describe('a fact', () => {
  it.each([
    ['a rejected solution', { type: 'SolutionRejected' }, { about: ticket, ticketId: ticket }],
    ['a dissatisfied follow-up', { type: 'FollowUpRecorded', satisfied: false }, { about: ticket, ticketId: ticket }],
    [
      'negative feedback of a customer',
      { type: 'FeedbackReceived', subject: 'fbk_1', sentiment: 'negative', customerId: 'u-wang' },
      { about: 'fbk_1', customerId: 'u-wang' },
    ],
    [
      'negative feedback about a ticket',
      { type: 'FeedbackReceived', subject: 'fbk_1', sentiment: 'negative', ticketId: ticket },
      { about: ticket, ticketId: ticket },
    ],
  ])('that is %s is a dissatisfaction', (_, fact, said) => {
    expect(dissatisfactionIn(told(fact))).toEqual({ eventId: 'e1', at: noon, ...said });
  });

  it.each([
    ['a satisfied follow-up', { type: 'FollowUpRecorded', satisfied: true }],
    ['praise', { type: 'FeedbackReceived', subject: 'fbk_1', sentiment: 'positive', customerId: 'u-wang' }],
    ['negative feedback of nobody we know', { type: 'FeedbackReceived', subject: 'fbk_1', sentiment: 'negative' }],
  ])('that is %s is none', (_, fact) => {
    expect(dissatisfactionIn(told(fact))).toBeUndefined();
  });
});

describe('repeated dissatisfaction', () => {
  const ago = (minutes: number) => ({ at: plusMinutes(noon, -minutes) });

  it.each([
    ['once', [ago(0)], false],
    ['twice today', [ago(0), ago(60)], true],
    ['twice, at the edge of ninety days', [ago(0), ago(90 * DAY)], true],
    ['twice, and a minute beyond', [ago(0), ago(90 * DAY + 1)], false],
  ])('is somebody who said so %s', (_, said, repeated) => {
    expect(isRepeated(said, limits, undefined, noon)).toBe(repeated);
  });

  it('counts nothing again that a call was owed for', () => {
    const said = [ago(0), ago(60)];

    expect(isRepeated(said, limits, { openedAt: plusMinutes(noon, -30) }, noon)).toBe(false);
    expect(isRepeated(said, limits, { openedAt: plusMinutes(noon, -60) }, noon)).toBe(false);
    expect(isRepeated(said, limits, { openedAt: plusMinutes(noon, -61) }, noon)).toBe(true);
  });

  it('takes the number and the time from the policy', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 1, max: 9 }), (times, said) => {
        const all = Array.from({ length: said }, (_, minute) => ago(minute));

        expect(isRepeated(all, { ...limits, times }, undefined, noon)).toBe(said >= times);
      }),
    );
  });
});

describe('the call that is owed', () => {
  it('is in the language of the customer, on the channel they prefer', () => {
    const profile = { ...NO_PROFILE, preferredChannel: 'email' as const };

    expect(careDuty(aCustomer({ profile }), { name: '王小明' })).toMatchObject({
      channel: 'email',
      subject: '专项回访',
      requester: { customerId: 'u-wang', name: '王小明' },
    });
    expect(careDuty(aCustomer({ language: 'en' }), {})).toMatchObject({ channel: 'phone', subject: 'Care follow-up' });
  });

  it('is not counted before it was said', () => {
    expect(isRepeated([{ at: at('2026-03-02T12:00:01Z') }, { at: noon }], limits, undefined, noon)).toBe(false);
  });
});
