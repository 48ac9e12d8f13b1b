import type { House } from './house.ts';

const DAY = 24 * 60 * 60 * 1000;
const KIND = 'daily';

/** Runs `act` once a day of the house's time; what fell due while the process was down is done when it starts again, once. */
export function daily({ clock, work, journal, log }: House, name: string, act: () => Promise<void>): { stop(): void } {
  let cancel = () => {};
  let stopped = false;
  const plan = (due: number) => {
    if (stopped) return;
    journal.put(KIND, name, due);
    cancel = clock.at(due, () => {
      const done = work.begin();
      act()
        .catch((error) => log(`${name}: ${error instanceof Error ? error.message : error}`))
        .finally(() => {
          plan(clock.now() + DAY);
          done();
        });
    });
  };
  plan(Math.min(journal.get<number>(KIND, name) ?? Number.POSITIVE_INFINITY, clock.now() + DAY));
  return {
    stop() {
      stopped = true;
      cancel();
    },
  };
}
