import { describe, expect, it } from 'vitest';
import { meet, start } from '#clocks/clock.ts';
import { timerName, timersFor } from '#clocks/timers.ts';
import { Desk, noon, on } from './some.ts';

const started = () => {
  const desk = new Desk();
  desk.asks([start('solution')], noon);
  return desk;
};

describe('the timers a change of a clock asks for', () => {
  it('are started with the clock, for its next look', () => {
    const clock = started().clock('solution');

    expect(timersFor(undefined, clock, noon)).toEqual({
      start: { subject: 'tkt_1', kind: 'solution', run: 1, lookAt: clock.lookAt },
    });
    expect(timerName(clock)).toBe('tkt_1-solution-1');
  });

  it('are stopped when the promise is kept', () => {
    const desk = started();
    const before = desk.clock('solution');
    desk.asks([meet('solution')], on('13:00:00'));

    expect(timersFor(before, desk.clock('solution'), on('13:00:00'))).toEqual({ stop: before });
  });

  it('are exchanged by a pause', () => {
    const desk = started();
    const before = desk.clock('solution');
    desk.asks([{ do: 'pause', reason: 'waitingForReturn', until: on('12:00:00', 3) }], on('13:00:00'));

    const { start: next, stop } = timersFor(before, desk.clock('solution'), on('13:00:00'));

    expect(next).toEqual({ subject: 'tkt_1', kind: 'solution', run: 2, lookAt: on('12:00:00', 3) });
    expect(stop?.run).toBe(1);
  });

  it('go on by themselves after a look, to the last one', () => {
    const desk = started();
    const looked = ['08:00:00', '12:00:00', '13:00:00'].map((time) => {
      const before = desk.clock('solution');
      desk.looks('solution', on(time, 1));
      return timersFor(before, desk.clock('solution'), on(time, 1));
    });

    expect(desk.clock('solution')).not.toHaveProperty('lookAt');
    expect(looked).toEqual([{}, {}, {}]);
  });

  it('are none for a clock that ended before anybody heard of it', () => {
    const desk = started();
    desk.asks([meet('solution')], on('12:00:01'));

    expect(timersFor(undefined, desk.clock('solution'), on('12:00:02'))).toEqual({});
  });
});
