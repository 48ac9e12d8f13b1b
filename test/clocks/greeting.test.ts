import { describe, expect, it } from 'vitest';
import { Clock, meet, start } from '#clocks/clock.ts';
import { tend } from '#clocks/tend.ts';
import { timersFor } from '#clocks/timers.ts';
import { Desk, noon, on, someBook } from './some.ts';

describe('the greeting of a chat', () => {
  it.each([
    ['on the second', '12:00:00', '12:00:08', '12:00:10'],
    ['within a second', '12:00:00.900', '12:00:08', '12:00:10'],
  ])('is warned of after eight seconds and broken after ten when it begins %s', (_, begun, warned, due) => {
    const desk = new Desk();
    desk.asks([start('greeting')], on(begun));

    expect(desk.clock('greeting')).toMatchObject({ dueAt: on(due), lookAt: on(warned), rule: 'SLA-11' });
    expect(desk.clock('greeting').plan).toEqual([
      { do: 'warn', at: on(warned), tell: ['owner'] },
      { do: 'escalate', at: on(due), level: 1, tell: ['teamLeader'] },
    ]);
  });

  it('is given in the act that opens the ticket, so that no timer starts and nobody is told', () => {
    const { clocks, notes } = tend([start('greeting'), meet('greeting')], someBook());
    const [greeted] = clocks;

    expect(notes.map(({ kind, did, late }) => ({ kind, did, late }))).toEqual([
      { kind: 'greeting', did: 'started', late: false },
      { kind: 'greeting', did: 'met', late: false },
    ]);
    expect(Clock.parse(greeted)).toMatchObject({ state: 'met', endedAt: noon, plan: [] });
    expect(timersFor(undefined, greeted!, noon)).toEqual({});
  });

  it('leaves the first response owed', () => {
    const desk = new Desk();
    desk.asks([start('firstResponse'), start('greeting'), meet('greeting')], noon);

    expect(desk.clock('firstResponse').state).toBe('running');
  });
});

describe('the care of a customer who was dissatisfied again', () => {
  it('is due within three days, warned of at four fifths, and climbs to the leader and the director (CUS-07)', () => {
    const desk = new Desk({ facts: { class: 'C', kind: 'enquiry', channel: 'phone' } });
    desk.asks([start('careFollowUp')], noon);

    expect(desk.clock('careFollowUp').plan).toEqual([
      { do: 'warn', at: on('21:36:00', 2), tell: ['owner'] },
      { do: 'escalate', at: on('12:00:00', 3), level: 1, tell: ['teamLeader'] },
      { do: 'escalate', at: on('14:00:00', 3), level: 2, tell: ['director'] },
    ]);
  });
});
