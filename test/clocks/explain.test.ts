import { describe, expect, it } from 'vitest';
import { calendarOf } from '#clocks/calendars.ts';
import { start } from '#clocks/clock.ts';
import { explain } from '#clocks/explain.ts';
import { standardized } from '#clocks/presets/standardized.ts';
import { at } from '#platform/time/instant.ts';
import { Desk, noon, on } from './some.ts';

describe('explaining a clock', () => {
  it('says how every minute counted and what comes next', () => {
    const desk = new Desk();
    desk.asks([start('solution')], noon);
    desk.asks([{ do: 'pause', reason: 'waitingForCustomer', until: on('12:00:00', 3) }], on('13:00:00'));
    desk.asks([{ do: 'resume' }], on('15:00:00'));

    expect(explain(desk.clock('solution'), calendarOf('elapsed'), on('15:30:00'))).toEqual({
      kind: 'solution',
      run: 3,
      state: 'running',
      rule: 'SLA-18',
      policy: 'standardized@V1.0',
      calendar: 'elapsed@V1.0',
      startedAt: noon,
      dueAt: on('14:00:00', 1),
      limitMinutes: 1440,
      countedMinutes: 90,
      minutesLeft: 1350,
      level: 0,
      next: [
        { what: 'warn', at: on('09:12:00', 1), tell: ['owner'] },
        { what: 'escalate', at: on('14:00:00', 1), level: 1, tell: ['owner', 'teamLeader'] },
        { what: 'escalate', at: on('14:30:00', 1), level: 2, tell: ['productManager'] },
        { what: 'escalate', at: on('15:00:00', 1), level: 3, tell: ['director'] },
      ],
      stretches: [
        { from: noon, to: on('13:00:00'), as: 'counted', minutes: 60 },
        { from: on('13:00:00'), to: on('15:00:00'), as: 'paused', minutes: 120, reason: 'waitingForCustomer' },
        { from: on('15:00:00'), to: on('15:30:00'), as: 'counted', minutes: 30 },
      ],
    });
  });

  it('names the time in which the calendar was closed', () => {
    const policy = { ...standardized, calendars: { ...standardized.calendars, solution: 'workday' } };
    const desk = new Desk({ policy });
    desk.asks([start('solution')], at('2026-03-02T11:00:00+08:00'));
    const explained = explain(desk.clock('solution'), calendarOf('workday'), at('2026-03-02T14:00:00+08:00'));

    expect(explained).toMatchObject({ countedMinutes: 120, minutesLeft: 1320 });
    expect(explained.stretches.map(({ as, minutes }) => [as, minutes])).toEqual([
      ['counted', 60],
      ['closed', 60],
      ['counted', 60],
    ]);
  });

  it('stops at the end of a kept promise', () => {
    const desk = new Desk();
    desk.asks([start('firstResponse')], noon);
    desk.asks([{ do: 'meet', kind: 'firstResponse' }], on('12:04:00'));

    expect(explain(desk.clock('firstResponse'), calendarOf('elapsed'), on('18:00:00'))).toMatchObject({
      state: 'met',
      countedMinutes: 4,
      next: [],
      stretches: [{ as: 'counted', minutes: 4 }],
    });
  });
});
