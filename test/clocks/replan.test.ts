import { describe, expect, it } from 'vitest';
import { meet, start } from '#clocks/clock.ts';
import { Desk, noon, on } from './some.ts';

const ALL = [start('firstResponse'), start('classResponse'), start('solution'), start('resolution')];
const started = () => {
  const desk = new Desk();
  desk.asks(ALL, noon);
  return desk;
};

describe('planning anew for another class', () => {
  it('keeps the beginning and takes the limits and the way up of the new class', () => {
    const desk = started();

    const { notes } = desk.asks([{ do: 'replan' }], on('12:05:00'), { class: 'A' });

    expect(desk.clock('resolution')).toMatchObject({
      startedAt: noon,
      dueAt: on('12:00:00', 1),
      run: 2,
      limitMinutes: 1440,
    });
    expect(desk.clock('classResponse')).toMatchObject({ dueAt: on('12:15:00'), rule: 'SLA-03', run: 2 });
    expect(notes).toContainEqual({
      kind: 'resolution',
      run: 2,
      did: 'replanned',
      dueAt: on('12:00:00', 1),
      late: false,
    });
  });

  it('needs a new timer only where the next look moves', () => {
    const desk = started();
    desk.asks([{ do: 'replan' }], on('12:05:00'), { class: 'C' });

    const firstResponse = desk.clock('firstResponse');
    expect(firstResponse).toMatchObject({ run: 1, dueAt: on('12:10:00') });
    expect(firstResponse.plan.map((step) => step.do)).toEqual(['warn', 'escalate']);
  });

  it('changes nothing when the ticket is what it was', () => {
    expect(started().asks([{ do: 'replan' }], on('12:05:00'))).toMatchObject({ clocks: [], notes: [] });
  });

  it('does not tell a level again that was told, nor warn of what is broken', () => {
    const desk = started();
    desk.looks('classResponse', on('12:30:00'));
    desk.asks([{ do: 'replan' }], on('12:35:00'), { class: 'A' });

    expect(desk.clock('classResponse')).toMatchObject({ level: 1, breachedAt: on('12:30:00'), dueAt: on('12:15:00') });
    expect(desk.looks('classResponse', on('12:35:00'))).toMatchObject([
      { type: 'ClockEscalated', level: 2, plannedAt: on('12:30:00') },
    ]);
    expect(desk.looks('classResponse', on('12:45:00'))).toMatchObject([{ level: 3 }]);
  });

  it('leaves an acknowledged escalation at rest', () => {
    const desk = started();
    desk.looks('classResponse', on('12:30:00'));
    desk.asks([{ do: 'acknowledge', level: 1 }], on('12:31:00'));
    desk.asks([{ do: 'replan' }], on('12:35:00'), { class: 'A' });

    expect(desk.clock('classResponse').plan).toEqual([]);
  });

  it('lays the new plan aside for a clock that rests', () => {
    const desk = started();
    desk.asks([{ do: 'pause', reason: 'waitingForReturn', until: on('12:00:00', 3) }], on('13:00:00'));
    desk.asks([{ do: 'replan' }], on('14:00:00'), { class: 'A' });

    expect(desk.clock('resolution')).toMatchObject({ state: 'paused', run: 2, lookAt: on('12:00:00', 3) });
    desk.asks([{ do: 'resume' }], on('15:00:00'));
    expect(desk.clock('resolution')).toMatchObject({ dueAt: on('14:00:00', 1), lookAt: on('09:12:00', 1) });
  });

  it('keeps a reminder that somebody is to hear', () => {
    const desk = started();
    desk.asks([meet('solution')], on('13:00:00'));
    desk.asks([{ do: 'replan' }], on('14:00:00'), { class: 'C' });

    expect(desk.looks('resolution', on('12:00:00', 1))).toMatchObject([{ type: 'ClockReminded' }]);
  });

  it('cancels a promise that is not made to such a ticket', () => {
    const desk = new Desk({ facts: { kind: 'enquiry', stage: 'preSale', needsSolutionDesign: true } });
    desk.asks([start('resolution')], noon);

    const { notes } = desk.asks([{ do: 'replan' }], on('12:05:00'), { needsSolutionDesign: false });

    expect(notes).toMatchObject([{ kind: 'resolution', did: 'cancelled', late: false }]);
  });
});
