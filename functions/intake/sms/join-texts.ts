import { untilTaken } from '#intake/until-taken.ts';
import { eachOf } from '#platform/jobs/each-of.ts';
import { takeUp } from './take-up.ts';
import type { SmsNeeds } from './take-whole.ts';
import { isDue } from './waiting-parts.ts';

/** Takes in what has waited long enough for its other parts; one that fails keeps none of the others. */
export const joinTexts = (needs: SmsNeeds) => async (): Promise<void> => {
  const { store, keyring, clock } = needs;
  const at = clock();
  const due = (await store.everyWaitingParts()).filter((group) => isDue(group, at));
  if (due.length === 0) return;
  const house = await keyring().house();
  await eachOf(due, 1, ({ index }) =>
    untilTaken(async () => {
      const now = await store.waitingParts(index);
      if (now && isDue(now, at)) await takeUp(needs, now, { house, at });
    }),
  );
};
