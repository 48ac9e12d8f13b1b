import type { IntakeStore } from '#intake/intake-store.ts';
import { afterDays } from '#intake/marks.ts';
import { LIMITS } from '#intake/receive/limits.ts';
import type { HouseKey } from '#platform/personal/keyring.ts';
import type { Put } from '#platform/store/commit.ts';
import { countSetAside } from './count-set-aside.ts';
import { type Came, isJunk, placeOf, quarantinedWrites, quarantineId, type Waiting } from './quarantined.ts';

/** What came in and is no message, in the clear; its id is of its `mark`. */
export type Aside = Came &
  Pick<Waiting, 'at' | 'because' | 'bytes' | 'named'> & {
    readonly mark: string;
    /** Who it says it is from, and the blind index of that. */
    readonly sender?: { readonly value: string; readonly index: string } | undefined;
    readonly words?: string | undefined;
  };

/** Keeps it for a person to look at, saved with the marks that it was taken in, and counts it unless it is junk. Throws `Lost` when it lies there already. */
export async function keepAside(
  { store, house }: { readonly store: Pick<IntakeStore, 'save'>; readonly house: HouseKey },
  { mark, sender, words, ...plain }: Aside,
  marks: readonly Put[],
): Promise<void> {
  const id = quarantineId(plain.because, plain.at, mark);
  const kept = quarantinedWrites({
    ...{ ...plain, id, state: 'waiting', version: 0 },
    ...(isJunk({ id }) && { expiresAt: afterDays(plain.at, LIMITS.keptDays) }),
    ...(sender && { sender: house.seal(placeOf(id, 'sender'), sender.value), senderIndex: sender.index }),
    ...(words && { words: house.seal(placeOf(id, 'words'), words) }),
  });
  await store.save([...kept, ...marks]);
  if (!isJunk({ id })) countSetAside(plain.at);
}
