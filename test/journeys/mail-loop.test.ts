import { describe, expect, inject, it } from 'vitest';
import { withMachine } from '../corpus/loop.ts';
import { loopFigures } from '../corpus/loop-figures.ts';
import { playDays } from '../corpus/loop-play.ts';
import { MANNERS } from '../corpus/responder.ts';

/** What a house sent in some days to a machine that answers everything and bears no sign of being one. */
async function exchanged(manner: keyof typeof MANNERS, days: number) {
  const play = await withMachine(MANNERS[manner], inject('assembly'));
  try {
    const ended = await playDays(play, days);
    const [house] = play.houses;
    return { ended, crashes: house!.faults().crashes, ...(await loopFigures(house!, play.isTo)) };
  } finally {
    await play.stop();
  }
}

describe('a machine that answers every mail', () => {
  it('from one address, quoting ours, is acknowledged once a day and opens its ticket again three times at most', async () => {
    const { ended, crashes, ...figures } = await exchanged('quoting', 2);

    expect({ ended, crashes }).toEqual({ ended: true, crashes: [] });
    expect(figures.toAnAddress).toBe(1);
    expect(figures.ofATicket).toBeGreaterThan(1);
    expect(figures.ofATicket).toBeLessThanOrEqual(5);
    expect(figures.reopenings).toBeGreaterThan(0);
    expect(figures.reopenings).toBeLessThanOrEqual(3);
    expect(figures.tickets).toBeLessThanOrEqual(2 * 8);
  });

  it('from an address for each mail comes to an end after twenty acknowledgements', async () => {
    const { ended, crashes, tickets, automatic } = await exchanged('bareAndChanging', 1);

    expect({ ended, crashes }).toEqual({ ended: true, crashes: [] });
    expect(tickets).toBeGreaterThanOrEqual(20);
    expect(tickets).toBeLessThanOrEqual(30);
    expect(automatic).toBeLessThanOrEqual(30);
  });
});
