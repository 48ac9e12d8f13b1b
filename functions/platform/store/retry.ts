import { Refusal } from '#platform/refusal.ts';
import { Lost } from './commit.ts';

const TRIES = 3;

// Claimed by another request for good: deciding anew would claim it again.
const CLAIMED = ['once', 'seen'];

/** Reads, decides and saves anew while another was faster, three times; then says so. A pure decision may run twice. */
export async function untilSaved<T>(readDecideSave: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await readDecideSave();
    } catch (error) {
      if (!(error instanceof Lost) || error.items.some(({ entity }) => CLAIMED.includes(entity))) throw error;
      if (tries === TRIES) throw changedMeanwhile();
    }
  }
}

/** The refusal of what was decided on something that is no more as it was; whoever looks again may decide anew. */
export const changedMeanwhile = () =>
  new Refusal('conflict', 'store.changed-meanwhile', 'Others changed this at the same time; please look again');

export const isChangedMeanwhile = (error: unknown): boolean =>
  error instanceof Refusal && error.code === 'store.changed-meanwhile';
