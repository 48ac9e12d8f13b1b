import type { IntakeStore } from '#intake/intake-store.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { Refusal } from '#platform/refusal.ts';
import { untilSaved } from '#platform/store/retry.ts';
import type { Clock } from '#platform/time/instant.ts';
import type { QuarantineStore } from './quarantine-store.ts';
import { decided, type Quarantined, quarantinedWrites, type Waiting } from './quarantined.ts';
import { noSuchQuarantined, quarantinedView } from './quarantined-view.ts';
import type { OfQuarantined } from './read-quarantined.ts';

type Needs = {
  readonly quarantine: QuarantineStore;
  readonly store: Pick<IntakeStore, 'save'>;
  readonly keyring: () => Keyring;
  readonly clock: Clock;
};

/** Somebody looked and found nothing for the house to do; it is kept for a while, for whoever doubts it. */
export const discard =
  ({ quarantine, store, keyring, clock }: Needs) =>
  async ({ path, actor, keep }: Call<{ path: typeof OfQuarantined }>) => {
    const house = await keyring().house();
    const at = clock();
    const answer = (one: Quarantined) => ok(quarantinedView(one, house), one.version + 1);
    return untilSaved(async () => {
      const found = expectWaiting(await quarantine.find(path.quarantineId));
      const next: Quarantined = { ...found, ...decided(actor, at), state: 'discarded' };
      await store.save([...quarantinedWrites(next), ...keep(answer).writes(next)]);
      return answer(next);
    });
  };

/** It, if nobody has decided on it. */
export function expectWaiting(found: Quarantined | undefined): Waiting {
  if (!found) throw noSuchQuarantined();
  if (found.state === 'waiting') return found;
  throw new Refusal('conflict', 'quarantine.decided', 'Somebody has decided on this already');
}
