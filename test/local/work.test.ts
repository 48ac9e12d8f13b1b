import { expect, it } from 'vitest';
import { work } from '../../infra/local/work.ts';

/** Which of these have settled after a turn or two of the event loop. */
async function settledOf(all: Record<string, Promise<void>>): Promise<string[]> {
  const settled: string[] = [];
  for (const [name, promise] of Object.entries(all)) void promise.then(() => settled.push(name));
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  return settled.sort();
}

it('is settled for whoever lets as many pieces lag as do, and for nobody while anything else is under way', async () => {
  const house = work();
  const waiting = { none: house.settled(), one: house.settled(1), two: house.settled(2) };
  const [now, first, second] = [house.begin(), house.begin('mayLag'), house.begin('mayLag')];

  expect(await settledOf(waiting)).toEqual([]);
  now();
  expect(await settledOf(waiting)).toEqual(['two']);
  first();
  first();
  expect([await settledOf(waiting), house.count()]).toEqual([['one', 'two'], 1]);
  second();
  expect(await settledOf(waiting)).toEqual(['none', 'one', 'two']);
});
