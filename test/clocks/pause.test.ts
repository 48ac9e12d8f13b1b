import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meet, start } from '#clocks/clock.ts';
import { fromMillis, toMillis } from '#platform/time/instant.ts';
import { Desk, noon, on } from './some.ts';

const ALL = [start('firstResponse'), start('classResponse'), start('solution'), start('resolution')];
const rest = (until = on('12:00:00', 7)) => ({ do: 'pause', reason: 'waitingForCustomer', until }) as const;

const started = () => {
  const desk = new Desk();
  desk.asks(ALL, noon);
  return desk;
};

describe('pausing', () => {
  it('lets solution and resolution rest, never a response', () => {
    const { clocks, notes } = started().asks([rest()], on('12:05:00'));

    expect(notes.map(({ kind, did }) => `${kind} ${did}`)).toEqual(['solution paused', 'resolution paused']);
    expect(clocks[0]).toMatchObject({
      state: 'paused',
      run: 2,
      plan: [{ do: 'resume', at: on('12:00:00', 7) }],
      lookAt: on('12:00:00', 7),
      stretches: [
        { from: noon, to: on('12:05:00'), counts: true },
        { from: on('12:05:00'), counts: false, reason: 'waitingForCustomer' },
      ],
    });
  });

  it('changes nothing for a clock that rests already', () => {
    const desk = started();
    desk.asks([rest()], on('12:05:00'));

    expect(desk.asks([rest()], on('12:06:00')).clocks).toEqual([]);
  });

  it('does not make a promise late that is kept meanwhile', () => {
    const desk = started();
    desk.asks([rest()], on('12:05:00'));

    const { notes } = desk.asks([meet('solution')], on('13:00:00', 3));

    expect(notes).toMatchObject([{ kind: 'solution', did: 'met', late: false }]);
    expect(desk.clock('solution')).not.toHaveProperty('shelved');
  });
});

describe('resuming', () => {
  it('moves the promise and every step to come by the time of the pause', () => {
    const desk = started();
    const before = desk.clock('solution');
    desk.asks([rest()], on('12:05:00'));

    desk.asks([{ do: 'resume' }], on('14:05:00'));

    const after = desk.clock('solution');
    expect(after).toMatchObject({ state: 'running', run: 3, dueAt: on('14:00:00', 1), lookAt: after.plan[0]?.at });
    expect(after.plan.map((step) => toMillis(step.at))).toEqual(
      before.plan.map((step) => toMillis(step.at) + 2 * 60 * 60_000),
    );
    expect(after).not.toHaveProperty('shelved');
  });

  it('at once changes nothing but the timer, however often and at whatever millisecond', () => {
    const within = fc.integer({ min: 0, max: 24 * 60 * 60_000 - 1 });
    return fc.assert(
      fc.property(within, fc.array(within, { maxLength: 5 }), (offset, moments) => {
        const desk = new Desk();
        const begun = fromMillis(toMillis(noon) + offset);
        desk.asks(ALL, begun);
        const { plan, dueAt } = desk.clock('resolution');
        for (const pause of moments.sort((one, other) => one - other)) {
          const moment = fromMillis(toMillis(begun) + pause);
          desk.asks([rest(), { do: 'resume' }], moment);
        }
        expect(desk.clock('resolution')).toMatchObject({ plan, dueAt });
      }),
    );
  });

  it('moves the deadline by what the pauses took, to the second', () => {
    const gap = fc.tuple(fc.integer({ min: 1, max: 3_000_000 }), fc.integer({ min: 1, max: 90_000_000 }));
    return fc.assert(
      fc.property(fc.array(gap, { minLength: 1, maxLength: 8 }), (gaps) => {
        const desk = started();
        let [now, paused] = [toMillis(noon), 0];
        for (const [counting, resting] of gaps) {
          desk.asks([rest()], fromMillis(now + counting));
          now += counting + resting;
          paused += resting;
          desk.asks([{ do: 'resume' }], fromMillis(now));
        }
        const exact = toMillis(noon) + 1440 * 60_000 + paused;
        expect(toMillis(desk.clock('solution').dueAt)).toBe(Math.floor(exact / 1000) * 1000);
      }),
    );
  });

  it('happens by itself at the longest length of the pause, whenever somebody looks', () => {
    const desk = started();
    desk.asks([rest(on('12:05:00', 2))], on('12:05:00'));

    const events = desk.looks('solution', on('12:06:00', 2));

    expect(events).toMatchObject([
      { type: 'ClockResumed', id: 'tkt_1.solution.2.resume', plannedAt: on('12:05:00', 2) },
    ]);
    expect(desk.clock('solution')).toMatchObject({ state: 'running', run: 2, dueAt: on('12:00:00', 3) });
  });

  it.each(['12:00:00', '12:00:01'])(
    'at 18:00 leaves a promise due that was when the pause began at %s, and moves the steps to come by its length',
    (moment) => {
      const desk = started();
      const paused = on(moment, 1);
      const before = desk.clock('solution');
      desk.asks([rest()], paused);
      desk.asks([{ do: 'resume' }], on('18:00:00', 1));
      const took = toMillis(on('18:00:00', 1)) - toMillis(paused);
      const after = desk.clock('solution');

      expect(before.dueAt).toBe(on('12:00:00', 1));
      expect(after.dueAt).toBe(before.dueAt);
      expect(before.plan.filter((step) => step.at > paused).length).toBeGreaterThan(0);
      expect(after.plan.map((step) => toMillis(step.at))).toEqual(
        before.plan.map((step) => toMillis(step.at) + (step.at > paused ? took : 0)),
      );
    },
  );

  it('tells what was due before the pause and had not been told', () => {
    const desk = started();
    desk.asks([rest()], on('12:00:01', 1));
    desk.asks([{ do: 'resume' }], on('18:00:00', 1));

    const told = desk.looks('solution', on('18:00:00', 1));

    expect(told.map(({ type }) => type)).toEqual(['ClockWarned', 'ClockEscalated']);
    expect(desk.clock('solution').dueAt).toBe(on('12:00:00', 1));
  });

  it('does nothing for a clock that runs', () => {
    expect(started().asks([{ do: 'resume' }], on('12:05:00')).clocks).toEqual([]);
  });
});
