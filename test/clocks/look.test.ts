import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '#clocks/calendars.ts';
import { meet, start } from '#clocks/clock.ts';
import { look, lookEventId, nextLook } from '#clocks/look.ts';
import { minutesBetween, plusMinutes } from '#platform/time/instant.ts';
import { Desk, noon, on } from './some.ts';

const ELAPSED = calendarOf('elapsed');
const running = (kind: Parameters<typeof start>[0] = 'firstResponse') => {
  const desk = new Desk();
  desk.asks([start(kind)], noon);
  return desk;
};

describe('looking at a clock', () => {
  it('warns its owner at four fifths of the limit', () => {
    expect(running().looks('firstResponse', on('12:08:00'))).toEqual([
      {
        id: 'tkt_1.firstResponse.1.warn',
        type: 'ClockWarned',
        subject: 'tkt_1',
        by: 'kefu',
        at: on('12:08:00'),
        plannedAt: on('12:08:00'),
        clock: 'firstResponse',
        run: 1,
        dueAt: on('12:10:00'),
        tell: ['owner'],
      },
    ]);
  });

  it('breaks the promise at the limit and climbs a level each period', () => {
    const desk = running();
    const told = ['12:08:00', '12:10:00', '12:20:00', '12:30:00', '12:40:00'].flatMap((time) =>
      desk.looks('firstResponse', on(time)),
    );

    expect(told.map(({ id }) => id)).toEqual([
      'tkt_1.firstResponse.1.warn',
      'tkt_1.firstResponse.1.escalate1',
      'tkt_1.firstResponse.1.escalate2',
      'tkt_1.firstResponse.1.escalate3',
    ]);
    expect(desk.clock('firstResponse')).toMatchObject({ level: 3, breachedAt: on('12:10:00'), state: 'running' });
    expect(desk.clock('firstResponse')).not.toHaveProperty('lookAt');
  });

  it('does everything once that was missed, and keeps the rest', () => {
    const desk = running();

    expect(desk.looks('firstResponse', on('12:21:00')).map(({ type }) => type)).toEqual([
      'ClockWarned',
      'ClockEscalated',
      'ClockEscalated',
    ]);
    expect(desk.clock('firstResponse').lookAt).toBe(on('12:30:00'));
    expect(desk.looks('firstResponse', on('12:21:00'))).toEqual([]);
  });

  it('tells each step once, in order, at whatever moments anybody looks', () => {
    const moments = fc.array(fc.integer({ min: 0, max: 60 * 60 }), { maxLength: 20 });
    return fc.assert(
      fc.property(moments, (seconds) => {
        const desk = running();
        const at = seconds.sort((one, other) => one - other).concat(60 * 60);
        const ids = at
          .flatMap((second) => desk.looks('firstResponse', plusMinutes(noon, second / 60)))
          .map(({ id }) => id);
        expect(ids).toEqual(
          ['warn', 'escalate1', 'escalate2', 'escalate3'].map((word) => `tkt_1.firstResponse.1.${word}`),
        );
      }),
    );
  });

  it.each([
    ['nothing is due', { run: 1, at: on('12:07:59') }],
    ['the timer is of another run', { run: 2, at: on('12:10:00') }],
  ])('does nothing when %s', (_, seen) => {
    expect(look(running().clock('firstResponse'), seen, ELAPSED)).toBeUndefined();
  });

  it('does nothing when the promise was kept', () => {
    const desk = running();
    desk.asks([meet('firstResponse')], on('12:05:00'));

    expect(look(desk.clock('firstResponse'), { run: 1, at: on('12:10:00') }, ELAPSED)).toBeUndefined();
  });

  it.each([
    ['recordEntry', [['owner'], ['teamLeader']]],
    ['followUp', [['teamLeader'], ['director']]],
    ['greeting', [['teamLeader']]],
    ['careFollowUp', [['teamLeader'], ['director']]],
  ] as const)('takes a broken %s up its own ladder', (kind, path) => {
    const desk = running(kind);
    const escalated = desk.looks(kind, on('00:00:00', 6)).filter(({ type }) => type === 'ClockEscalated');

    expect(escalated.map((event) => 'tell' in event && event.tell)).toEqual(path);
  });
});

describe('the id of what a look tells', () => {
  it('is made of the clock, its run and the step, so that timer and sweeper tell the same fact', () => {
    const [warn, breach] = running().clock('firstResponse').plan;

    expect(lookEventId(running().clock('firstResponse'), warn!)).toBe('tkt_1.firstResponse.1.warn');
    expect(lookEventId(running().clock('firstResponse'), breach!)).toBe('tkt_1.firstResponse.1.escalate1');
  });
});

describe('acknowledging an escalation', () => {
  it('stops it from climbing, and the promise is still owed', () => {
    const desk = running();
    desk.looks('firstResponse', on('12:20:00'));

    const { notes } = desk.asks([{ do: 'acknowledge', level: 2 }], on('12:21:00'));

    expect(notes).toMatchObject([{ kind: 'firstResponse', did: 'acknowledged', late: true }]);
    expect(desk.clock('firstResponse')).toMatchObject({ state: 'running', acknowledgedAt: on('12:21:00'), plan: [] });
    expect(desk.looks('firstResponse', on('13:00:00'))).toEqual([]);
  });

  it('leaves the clocks alone that were not raised so far', () => {
    const desk = running();
    desk.asks([start('classResponse')], noon);
    desk.looks('firstResponse', on('12:10:00'));

    desk.asks([{ do: 'acknowledge', level: 1 }], on('12:11:00'));

    expect(desk.looks('classResponse', on('12:30:00')).map(({ type }) => type)).toEqual([
      'ClockWarned',
      'ClockEscalated',
    ]);
  });

  it('is refused for a level that was never raised', () => {
    const desk = running();
    desk.looks('firstResponse', on('12:10:00'));

    expect(() => desk.asks([{ do: 'acknowledge', level: 2 }], on('12:11:00'))).toThrow(
      expect.objectContaining({ code: 'escalation.not-raised' }),
    );
    expect(() => desk.asks([{ do: 'acknowledge', level: 1, kind: 'solution' }], on('12:11:00'))).toThrow(
      expect.objectContaining({ code: 'escalation.not-raised' }),
    );
  });

  it('is done once', () => {
    const desk = running();
    desk.looks('firstResponse', on('12:10:00'));
    desk.asks([{ do: 'acknowledge', level: 1 }], on('12:11:00'));

    expect(desk.asks([{ do: 'acknowledge', level: 1 }], on('12:12:00')).clocks).toEqual([]);
  });
});

describe('the next look', () => {
  it('is at the next step, and never more than a week away', () => {
    const clock = running('followUp').clock('followUp');

    expect(nextLook(clock, noon)).toBe(clock.lookAt);
    expect(minutesBetween(plusMinutes(noon, -20_000), nextLook(clock, plusMinutes(noon, -20_000)) ?? noon)).toBe(
      10_080,
    );
  });

  it('is none when nothing is to come', () => {
    const desk = running();
    desk.asks([meet('firstResponse')], on('12:05:00'));

    expect(nextLook(desk.clock('firstResponse'), noon)).toBeUndefined();
  });
});
