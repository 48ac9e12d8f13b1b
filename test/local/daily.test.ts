import { expect, it } from 'vitest';
import { daily } from '../../infra/local/daily.ts';
import { journal } from '../../infra/local/journal.ts';
import { aHouse } from './a-house.ts';

it('does once a day what it would do although no process runs for a whole day', async () => {
  const kept = journal();
  const done: string[] = [];
  for (const [hours, start] of [
    [10, '2026-01-01T08:00:00.000Z'],
    [10, '2026-01-02T07:00:00.000Z'],
    [10, '2026-01-03T07:00:00.000Z'],
  ] as const) {
    const { house, clock } = aHouse({ start, journal: kept });
    const act = daily(house, 'expiry', async () => void done.push(new Date(clock.now()).toISOString().slice(0, 10)));
    await clock.moveTo(clock.now() + hours * 60 * 60 * 1000);
    act.stop();
    clock.stop();
  }
  kept.close();

  expect(done).toEqual(['2026-01-02', '2026-01-03']);
});
