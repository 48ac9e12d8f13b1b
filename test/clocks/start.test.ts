import { describe, expect, it } from 'vitest';
import { Clock, cancel, meet, start } from '#clocks/clock.ts';
import type { Policy } from '#clocks/policy.ts';
import { satisfaction } from '#clocks/presets/satisfaction.ts';
import { standardized } from '#clocks/presets/standardized.ts';
import { tend } from '#clocks/tend.ts';
import { at } from '#platform/time/instant.ts';
import { Desk, noon, on, someBook } from './some.ts';

const ALL = [start('firstResponse'), start('classResponse'), start('solution'), start('resolution')];

const planned = (clock: Clock) =>
  clock.plan.map((step) => `${step.at.slice(5, 16)} ${step.do} ${'tell' in step ? step.tell.join('+') : ''}`.trim());

describe('starting the clocks of a complaint', () => {
  it('plans the warning, the breach and the way up of its class', () => {
    const desk = new Desk();
    desk.asks(ALL, noon);

    expect(planned(desk.clock('firstResponse'))).toEqual([
      '03-02T12:08 warn owner',
      '03-02T12:10 escalate owner+teamLeader',
      '03-02T12:20 escalate productManager',
      '03-02T12:30 escalate director',
    ]);
    expect(planned(desk.clock('solution'))).toEqual([
      '03-03T07:12 warn owner',
      '03-03T12:00 escalate owner+teamLeader',
      '03-03T12:30 escalate productManager',
      '03-03T13:00 escalate director',
    ]);
  });

  it('tells the leader of class A at the limit and again a period later (X-07)', () => {
    const desk = new Desk({ facts: { class: 'A' } });
    desk.asks(ALL, noon);

    expect(planned(desk.clock('classResponse'))).toEqual([
      '03-02T12:12 warn owner',
      '03-02T12:15 escalate teamLeader',
      '03-02T12:30 escalate technicalDirector+teamLeader',
      '03-02T12:45 escalate ceo',
    ]);
  });

  it('takes class C to its leader and no further (X-08)', () => {
    const desk = new Desk({ facts: { class: 'C' } });
    desk.asks(ALL, noon);

    expect(planned(desk.clock('classResponse'))).toEqual(['03-02T13:36 warn owner', '03-02T14:00 escalate teamLeader']);
  });

  it('names the rule, the policy and the calendar that set it, and parses as a clock', () => {
    const [clock] = tend([start('firstResponse')], someBook()).clocks;

    expect(Clock.parse(clock)).toMatchObject({
      run: 1,
      state: 'running',
      level: 0,
      rule: 'SLA-17',
      policy: 'standardized@V1.0',
      calendar: 'elapsed@V1.0',
      limitMinutes: 10,
      dueAt: on('12:10:00'),
      lookAt: on('12:08:00'),
      version: 0,
    });
  });

  it('is due to the second', () => {
    const { clocks } = tend([start('firstResponse')], someBook({ at: at('2026-03-02T12:00:00.900Z') }));

    expect(clocks[0]).toMatchObject({ startedAt: '2026-03-02T12:00:00.900Z', dueAt: '2026-03-02T12:10:00.000Z' });
  });

  it('ends the way up of a response when the resolution is due', () => {
    const slow: Policy = {
      ...standardized,
      limits: {
        ...standardized.limits,
        firstResponse: [{ rule: 'SLA-08', when: {}, minutes: 150 }],
        resolution: [{ rule: 'SLA-08', when: {}, minutes: 240 }],
      },
    };
    const desk = new Desk({ policy: slow });
    desk.asks(ALL, noon);

    expect(planned(desk.clock('firstResponse')).slice(1)).toEqual([
      '03-02T14:30 escalate owner+teamLeader',
      '03-02T16:00 escalate productManager',
      '03-02T16:00 escalate director',
    ]);
  });

  it('starts no clock for a limit the policy does not have', () => {
    const { clocks, notes } = tend(ALL, someBook({ facts: { kind: 'enquiry' } }));

    expect(clocks.map(({ kind }) => kind)).toEqual(['firstResponse', 'classResponse']);
    expect(notes.map(({ kind, did }) => [kind, did])).toEqual([
      ['firstResponse', 'started'],
      ['classResponse', 'started'],
    ]);
  });

  it('starts one response clock when the strictest counts', () => {
    const strictest: Policy = { ...standardized, combineResponses: 'strictest' };
    const { clocks } = tend(ALL, someBook({ policy: strictest, facts: { channel: 'email' } }));

    expect(clocks.map(({ kind, limitMinutes }) => [kind, limitMinutes])).toEqual([
      ['firstResponse', 30],
      ['solution', 1440],
      ['resolution', 2880],
    ]);
  });

  it('counts only opening hours when the policy names such a calendar, and says which years it guessed', () => {
    const byDay: Policy = { ...standardized, calendars: { ...standardized.calendars, firstResponse: 'workday' } };
    const { clocks, unknownYears } = tend(
      [start('firstResponse')],
      someBook({ policy: byDay, at: at('2026-03-06T17:55:00+08:00') }),
    );

    expect(clocks[0]).toMatchObject({ dueAt: at('2026-03-09T09:05:00+08:00'), calendar: 'workday@V1.0' });
    expect(unknownYears).toEqual([2026]);
  });

  it('changes nothing for a clock that runs', () => {
    const desk = new Desk();
    desk.asks(ALL, noon);

    expect(desk.asks(ALL, on('12:05:00'))).toMatchObject({ clocks: [], notes: [] });
  });

  it('begins anew for a clock that ended', () => {
    const desk = new Desk();
    desk.asks([start('resolution')], noon);
    desk.looks('resolution', on('12:00:00', 2));
    desk.asks([meet('resolution')], on('13:00:00', 2));

    const { clocks } = desk.asks([start('resolution')], on('00:00:00', 4));

    expect(clocks).toMatchObject([
      { run: 2, state: 'running', level: 0, startedAt: on('00:00:00', 4), dueAt: on('00:00:00', 6), version: 3 },
    ]);
    expect(clocks[0]).not.toHaveProperty('breachedAt');
    expect(clocks[0]).not.toHaveProperty('endedAt');
  });
});

describe('ending a clock', () => {
  it.each([
    ['in time', '12:10:00', false],
    ['late', '12:10:01', true],
  ])('keeps whether it was kept %s', (_, time, late) => {
    const desk = new Desk();
    desk.asks([start('firstResponse')], noon);

    const { clocks, notes } = desk.asks([meet('firstResponse')], on(time));

    expect(clocks).toMatchObject([{ state: 'met', endedAt: on(time), plan: [], stretches: [{ to: on(time) }] }]);
    expect(clocks[0]).not.toHaveProperty('lookAt');
    expect(notes).toEqual([{ kind: 'firstResponse', run: 1, did: 'met', dueAt: on('12:10:00'), late }]);
  });

  it('happens once', () => {
    const desk = new Desk();
    desk.asks([start('followUp')], noon);
    desk.asks([cancel('followUp')], on('12:01:00'));

    expect(desk.clock('followUp').state).toBe('cancelled');
    expect(desk.asks([meet('followUp'), cancel('followUp')], on('12:02:00')).clocks).toEqual([]);
    expect(desk.asks([meet('solution')], on('12:02:00')).clocks).toEqual([]);
  });

  it('may go with a start in the same act', () => {
    const desk = new Desk();
    desk.asks([start('resolution')], noon);

    const { notes } = desk.asks([meet('resolution'), start('recordEntry')], on('13:00:00'));

    expect(notes.map(({ kind, did }) => `${kind} ${did}`)).toEqual(['resolution met', 'recordEntry started']);
  });
});

describe('the word after a day about a complaint not yet resolved (X-04)', () => {
  const day = on('12:00:00', 1);

  it('is heard by owner and leader when a solution was offered', () => {
    const desk = new Desk();
    desk.asks(ALL, noon);
    desk.asks([meet('solution')], on('20:00:00'));

    expect(desk.looks('resolution', day)).toMatchObject([
      { type: 'ClockReminded', tell: ['owner', 'teamLeader'], at: day },
    ]);
  });

  it('needs no new timer', () => {
    const desk = new Desk();
    desk.asks(ALL, noon);
    const before = desk.clock('resolution');
    const { notes } = desk.asks([meet('solution')], on('20:00:00'));

    expect(desk.clock('resolution')).toMatchObject({ run: before.run, lookAt: before.lookAt });
    expect(notes.map(({ kind }) => kind)).toEqual(['solution']);
  });

  it('is silent when none was offered, and the solution clock breaks instead', () => {
    const desk = new Desk();
    desk.asks(ALL, noon);

    expect(desk.looks('resolution', day)).toEqual([]);
    expect(desk.clock('resolution').lookAt).toBe(on('02:24:00', 2));
    expect(desk.looks('solution', day).map(({ type }) => type)).toEqual(['ClockWarned', 'ClockEscalated']);
  });

  it.each([
    ['class A', { facts: { class: 'A' } as const }],
    ['the satisfaction preset', { policy: satisfaction }],
  ])('is none for %s, because the resolution is due then', (_, book) => {
    const desk = new Desk(book);
    desk.asks(ALL, noon);

    expect(desk.clock('resolution').plan.map((step) => step.do)).not.toContain('remind');
  });
});
