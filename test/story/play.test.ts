import { expect, it } from 'vitest';
import { play } from './play.ts';

it('the story of reviews says day by day how far it is', async () => {
  const due: [number, () => void][] = [];
  const clock = {
    now: () => 0,
    at: (moment: number, act: () => void) => due.push([moment, act]),
    moveTo: async (target: number) => {
      for (const [moment, act] of due) if (moment <= target) act();
    },
  };
  const days: string[] = [];
  const house = { as: async () => ({}), runtime: { clock, settled: async () => {} } };
  await play(house as never, [], [], ({ over, of, opened }) => days.push(`${over}/${of}, ${opened}`));

  expect(days).toHaveLength(21);
  expect([days[0], days.at(-1)]).toEqual(['1/21, 0', '21/21, 0']);
});
