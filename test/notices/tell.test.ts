import { describe, expect, it } from 'vitest';
import { hear } from '#notices/heard.ts';
import { tell } from '#notices/tell.ts';
import type { HouseEvent } from '#platform/events/event.ts';
import { at } from '#platform/time/instant.ts';
import { aBreach, anEvent } from './some.ts';

const dueAt = at('2026-03-04T12:00:00Z');
const clock = { kind: 'followUp', dueAt };
const customer = { who: 'customer' };
const owner = { who: 'owner' };
const role = (name: string) => ({ who: 'role', role: name });

const toldOf = (event: HouseEvent) => {
  const heard = hear(event);
  return heard ? tell(heard) : 'not heard';
};

const ofClock = { clock: 'solution', run: 1, dueAt, tell: ['owner', 'director'] };

describe('telling of an event', () => {
  it.each([
    ['a ticket opened', anEvent('TicketOpened', { kind: 'complaint' }), [{ to: customer, template: 'received' }]],
    ['a ticket of a mail that asks machines not to answer', anEvent('TicketOpened', { silent: true }), []],
    [
      'an answer',
      anEvent('TicketReplied', { from: 'staff', automatic: false }),
      [{ to: customer, template: 'replied' }],
    ],
    ['an automatic message', anEvent('TicketReplied', { from: 'staff', automatic: true }), []],
    [
      'a reply of the customer',
      anEvent('TicketReplied', { from: 'customer', automatic: false }),
      [{ to: owner, template: 'customerReplied' }],
    ],
    [
      'a ticket given to somebody',
      anEvent('TicketAssigned', { by: 'theo', to: 'mira' }),
      [{ to: { who: 'person', id: 'mira' }, template: 'assigned' }],
    ],
    ['a ticket somebody gave to themself', anEvent('TicketAssigned', { by: 'mira', to: 'mira' }), []],
    ['a solution', anEvent('SolutionOffered', { number: 1 }), [{ to: customer, template: 'solutionOffered' }]],
    [
      'a solution rejected',
      anEvent('SolutionRejected', { number: 1 }),
      [
        { to: role('director'), template: 'solutionRejected' },
        { to: owner, template: 'offerRejected' },
      ],
    ],
    [
      'a solution that its customer rejected',
      anEvent('SolutionRejected', { by: 'cus_li', number: 1, offeredBy: 'lena' }),
      [
        { to: role('director'), template: 'solutionRejected' },
        { to: { who: 'person', id: 'lena' }, template: 'offerRejected' },
      ],
    ],
    [
      'a solution whose rejection its maker wrote down',
      anEvent('SolutionRejected', { by: 'mira', number: 1, offeredBy: 'mira' }),
      [{ to: role('director'), template: 'solutionRejected' }],
    ],
    [
      'an answer that the customer did not get',
      anEvent('CustomerNotTold', { by: 'kefu', template: 'replied', why: 'capped', author: 'mira' }),
      [owner, { who: 'person', id: 'mira' }].map((to) => ({ to, template: 'customerNotTold', why: 'capped' })),
    ],
    ['a resolution', anEvent('TicketResolved'), [{ to: customer, template: 'resolved' }]],
    [
      'a closing that somebody will ask about',
      anEvent('TicketClosed', { clocks: [{ ...clock, run: 1, did: 'started', late: false }] }),
      [{ to: customer, template: 'followUpComing', clock }],
    ],
    ['a closing that nobody asks about', anEvent('TicketClosed'), []],
    [
      'a satisfied customer',
      anEvent('FollowUpRecorded', { satisfied: true, satisfaction: 5 }),
      [{ to: customer, template: 'thanked' }],
    ],
    [
      'a dissatisfied customer',
      anEvent('FollowUpRecorded', { satisfied: false, satisfaction: 1 }),
      [
        { to: role('director'), template: 'dissatisfied' },
        { to: owner, template: 'dissatisfied' },
      ],
    ],
    [
      'a ticket opened again',
      anEvent('TicketReopened'),
      [
        { to: customer, template: 'reopened' },
        { to: owner, template: 'workReopened' },
        { to: role('teamLeader'), template: 'workReopened' },
      ],
    ],
    [
      'a ticket opened again by a mail that asks machines not to answer',
      anEvent('TicketReopened', { silent: true }),
      [owner, role('teamLeader')].map((to) => ({ to, template: 'workReopened' })),
    ],
    [
      'an invitation',
      anEvent('SurveyInvited', { quarter: '2026Q1' }),
      [{ to: customer, template: 'surveyInvitation' }],
    ],
  ])('of %s reaches whom it concerns', (_, event, told) => {
    expect(toldOf(event)).toEqual(told);
  });

  it.each([
    ['ClockWarned', {}, 'clockWarned'],
    ['ClockReminded', {}, 'clockReminded'],
    ['ClockEscalated', { level: 1 }, 'clockBreached'],
    ['ClockEscalated', { level: 2 }, 'clockEscalated'],
  ] as const)('of %s at %j reaches everybody the clock names', (type, level, template) => {
    const about = { template, clock: { kind: 'solution', dueAt }, ...level };

    expect(toldOf(anEvent(type, { ...ofClock, ...level }))).toEqual([
      { to: owner, ...about },
      { to: role('director'), ...about },
    ]);
  });

  it.each([
    'TicketStarted',
    'TicketNoted',
    'TicketReclassified',
    'TicketPaused',
    'TicketResumed',
    'SolutionAccepted',
    'ClockResumed',
    'EscalationAcknowledged',
    'StaffDirectoryChanged',
  ])('reaches nobody when it is %s', (type) => {
    expect(toldOf(anEvent(type))).toBe('not heard');
  });

  it('fails loudly when an event that somebody is told of is broken', () => {
    expect(() => hear(aBreach({ level: 0 }))).toThrow();
  });
});
