import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { journal } from '../../infra/local/journal.ts';
import { virtualClock } from '../../infra/local/virtual-clock.ts';
import { oncePerTurn } from '../../infra/local/virtual-date.ts';
import { work } from '../../infra/local/work.ts';

const START = Date.parse('2026-01-01T00:00:00Z');
const DAY = 86_400_000;

function aClock() {
  const underWay = work();
  return { underWay, clock: virtualClock({ start: START, settled: underWay.settled }) };
}

describe('moving the clock', () => {
  it('fires every timer that is due, in the order of the instants, and no other', async () => {
    const days = fc.array(fc.record({ due: fc.nat(40), cancelled: fc.boolean() }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(days, fc.nat(40), async (timers, target) => {
        const { clock } = aClock();
        const fired: number[] = [];
        for (const { due, cancelled } of timers) {
          const cancel = clock.at(START + due * DAY + DAY / 2, () => void fired.push(due));
          if (cancelled) cancel();
        }
        await clock.moveTo(START + target * DAY + DAY - 60_000);
        clock.stop();
        const living = timers.filter(({ cancelled }) => !cancelled).map(({ due }) => due);
        expect(fired).toEqual(living.filter((due) => due <= target).sort((one, other) => one - other));
      }),
      { numRuns: 50 },
    );
  });

  it('shows each timer its own instant', async () => {
    const { clock } = aClock();
    const seen: number[] = [];
    for (const days of [365, 30, 1, 60])
      clock.at(START + days * DAY, () => void seen.push(Math.round((clock.now() - START) / DAY)));
    await clock.moveTo(START + 366 * DAY);
    clock.stop();
    expect(seen).toEqual([1, 30, 60, 365]);
  });

  it('waits for what a timer began, and for what that began, before it goes on', async () => {
    const { clock, underWay } = aClock();
    const order: string[] = [];
    clock.at(START + DAY, () => {
      const done = underWay.begin();
      setImmediate(() => {
        order.push('first');
        const next = underWay.begin();
        done();
        setImmediate(() => {
          order.push('its follow-up');
          next();
        });
      });
    });
    clock.at(START + DAY + 60_000, () => void order.push('second'));
    await clock.moveTo(START + 2 * DAY);
    clock.stop();
    expect(order).toEqual(['first', 'its follow-up', 'second']);
  });

  it('fires what a timer sets on the way', async () => {
    const { clock } = aClock();
    let beats = 0;
    const beat = (due: number) =>
      clock.at(due, () => {
        beats += 1;
        beat(due + DAY);
      });
    beat(START + DAY);
    await clock.moveTo(START + 10 * DAY + DAY / 2);
    clock.stop();
    expect(beats).toBe(10);
  });

  it('takes one move after the other', async () => {
    const { clock } = aClock();
    const seen: number[] = [];
    for (const day of [1, 2, 3]) clock.at(START + day * DAY, () => void seen.push(day));
    await Promise.all([clock.moveTo(START + 3.5 * DAY), clock.moveTo(START + 1.5 * DAY)]);
    clock.stop();
    expect(seen).toEqual([1, 2, 3]);
    expect(clock.now()).toBeGreaterThanOrEqual(START + 3.5 * DAY);
  });

  it('does not go back, nor to where there is no time', async () => {
    const { clock } = aClock();
    await expect(clock.moveTo(START - 1)).rejects.toThrow('does not go back');
    await expect(clock.moveTo(Number.NaN)).rejects.toThrow('Not an instant');
    clock.stop();
  });

  it('goes on when a timer fails', async () => {
    const { clock } = aClock();
    const fired: string[] = [];
    clock.at(START + DAY, () => JSON.parse('{'));
    clock.at(START + DAY, () => void fired.push('next'));
    await clock.moveTo(START + 2 * DAY);
    clock.stop();
    expect(fired).toEqual(['next']);
  });

  it('shares its distance to real time with threads', async () => {
    const { clock } = aClock();
    await clock.moveTo(START + DAY);
    const [offset = 0] = new Float64Array(clock.offset);
    const before = clock.now();
    const elsewhere = Date.now() + offset;
    expect(elsewhere).toBeGreaterThanOrEqual(before);
    expect(elsewhere).toBeLessThanOrEqual(clock.now());
    clock.stop();
  });
});

describe('without being moved', () => {
  it('the clock fires by itself when real time gets there', async () => {
    const { clock } = aClock();
    await new Promise<void>((resolve) => void clock.at(START + 20, resolve));
    expect(clock.now()).toBeGreaterThanOrEqual(START + 20);
    clock.stop();
  });
});

describe('a clock read once per turn', () => {
  it('stands still until the turn ends, through every promise of it, and then goes on', async () => {
    let instant = START;
    const read = oncePerTurn(() => instant++);
    expect(read()).toBe(START);
    await Promise.resolve();
    expect(read()).toBe(START);
    await new Promise(setImmediate);
    expect([read(), read()]).toEqual([START + 1, START + 1]);
  });
});

describe('the journal', () => {
  it('keeps the order of the first writing and forgets what is removed', () => {
    const kept = journal();
    kept.put('queue', 'b', { body: 1 });
    kept.put('queue', 'a', { body: 2 });
    kept.put('queue', 'b', { body: 3 });
    kept.put('other', 'b', null);
    expect(kept.all('queue')).toEqual([
      { key: 'b', value: { body: 3 } },
      { key: 'a', value: { body: 2 } },
    ]);
    kept.remove('queue', 'b');
    expect(kept.get('queue', 'b')).toBeUndefined();
    expect(kept.get('other', 'b')).toBeNull();
  });
});
