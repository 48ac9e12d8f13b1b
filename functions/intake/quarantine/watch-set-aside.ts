import { metric } from '#platform/log.ts';
import { type Clock, minutesBetween, toMillis } from '#platform/time/instant.ts';
import type { QuarantineStore } from './quarantine-store.ts';

const MINUTES_PER_HOUR = 60;

type Needs = { readonly quarantine: Pick<QuarantineStore, 'waitingSince'>; readonly clock: Clock };

/** Tells how many hours the oldest thing that was set aside has waited for a person; while nothing waits it tells nothing. */
export const watchSetAside =
  ({ quarantine, clock }: Needs) =>
  async (): Promise<void> => {
    const since = await quarantine.waitingSince();
    const at = clock();
    if (since) metric('SetAsideHours', minutesBetween(since, at) / MINUTES_PER_HOUR, toMillis(at));
  };
