import type { IntakeStore } from '#intake/intake-store.ts';
import { afterDays } from '#intake/marks.ts';
import { countSetAside } from '#intake/quarantine/count-set-aside.ts';
import { placeOf, quarantinedWrite, quarantineId, type Reason } from '#intake/quarantine/quarantined.ts';
import { participant } from '#intake/thread/participant.ts';
import { type Arrival, marksOf } from './arrival.ts';
import { LIMITS } from './limits.ts';

type Why = { readonly because: Reason; readonly sender?: string | undefined };

/** Keeps a mail that cannot be a message for a person to look at; its bytes stay where they arrived. */
export async function setAside(
  store: Pick<IntakeStore, 'save'>,
  arrival: Arrival & { readonly mark?: string },
  { because, sender }: Why,
): Promise<'keep'> {
  const { at, house, fileMark, key, bytes } = arrival;
  const id = quarantineId(at, fileMark);
  const one = quarantinedWrite({
    ...{ id, at, because, bytes, state: 'waiting', channel: 'email', raw: key, version: 0 },
    ...(sender && { sender: house.seal(placeOf(id, 'sender'), sender), senderIndex: participant(house, sender) }),
    expiresAt: afterDays(at, LIMITS.keptDays),
  });
  await store.save([one, ...marksOf(arrival, { as: 'quarantine' })]);
  countSetAside(at);
  return 'keep';
}
