import type { House } from './house.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Runs `act` once a day of the house's time. */
export function daily({ clock, work, log }: House, name: string, act: () => Promise<void>): { stop(): void } {
  let cancel = () => {};
  const plan = () => {
    cancel = clock.at(clock.now() + DAY, () => {
      const done = work.begin();
      act()
        .catch((error) => log(`${name}: ${error instanceof Error ? error.message : error}`))
        .finally(() => {
          plan();
          done();
        });
    });
  };
  plan();
  return { stop: () => cancel() };
}
