import { describe, expect, it } from 'vitest';
import type { ClockEvent } from '#clocks/events.ts';
import type { ComplaintEvent } from '#complaints/events.ts';
import type { CustomerNotTold } from '#notices/events.ts';
import { hear } from '#notices/heard.ts';
import { at } from '#platform/time/instant.ts';
import type { SurveyInvited } from '#surveys/events.ts';
import type { TicketEvent } from '#tickets/events.ts';
import { TICKET_ID } from './some.ts';

const noon = at('2026-03-02T12:00:00Z');
const fact = { id: 'e', subject: TICKET_ID, at: noon, by: 'mira' };
const clock = { ...fact, clock: 'solution', run: 1, dueAt: noon, plannedAt: noon } as const;
const started = { kind: 'followUp', run: 1, did: 'started', dueAt: noon, late: false } as const;

/** Typed as the rooms tell them, so that a room which tells them differently breaks this file. */
const told: readonly (TicketEvent | ComplaintEvent | ClockEvent | SurveyInvited | CustomerNotTold)[] = [
  {
    ...fact,
    type: 'TicketOpened',
    ...{
      kind: 'complaint',
      stage: 'afterSale',
      channel: 'web',
      class: 'B',
      because: 'complaint',
      customerId: 'cus_li',
      origin: 'customer',
    },
  },
  { ...fact, type: 'TicketAssigned', to: 'omar' },
  { ...fact, type: 'TicketReplied', from: 'staff', automatic: false, messageId: 'msg_1' },
  { ...fact, type: 'TicketResolved', agreed: true },
  { ...fact, type: 'TicketClosed', customerId: 'cus_li', clocks: [started] },
  { ...fact, type: 'TicketReopened' },
  { ...fact, type: 'SolutionOffered', solution: 'refund', number: 1 },
  { ...fact, type: 'SolutionRejected', number: 1, offeredBy: 'mira' },
  { ...fact, type: 'FollowUpRecorded', satisfied: true, satisfaction: 5 },
  { ...fact, type: 'CustomerNotTold', template: 'replied', why: 'noAddress', author: 'mira' },
  { ...clock, type: 'ClockWarned', tell: ['owner'] },
  { ...clock, type: 'ClockReminded', tell: [] },
  { ...clock, type: 'ClockEscalated', level: 1, tell: ['ceo'] },
  { ...fact, type: 'SurveyInvited', customerId: 'cus_li', quarter: '2026Q1', invitationId: 'inv_1' },
];

describe('hearing what the rooms tell', () => {
  it.each(told)('understands $type as it is told', (event) => {
    expect(event).toMatchObject(hear(event) ?? { type: 'not heard' });
  });
});
