import type { Screened } from '#intake/mail/screen.ts';
import { afterDays } from '#intake/marks.ts';
import { participant } from '#intake/thread/participant.ts';
import { type Arrived, marksOf, type ReceiveNeeds } from './arrival.ts';
import { LIMITS } from './limits.ts';
import { returnOf } from './return-of.ts';

/** Where the notes on mails lie that no person wrote, by the blind index of their sender. */
export const automaticPartition = (sender: string): string => `auto_${sender}`;

/**
 * Notes a mail that no person wrote: it opens nothing and is never answered. It lies under its sender's blind index, so that it
 * is found when they are forgotten.
 */
export async function recordAutomatic(
  needs: ReceiveNeeds,
  arrived: Arrived,
  { kind, because, bounced = [] }: Screened,
): Promise<'keep'> {
  const { at, house, mail, mark, key, bytes } = arrived;
  const sender = participant(house, mail.from?.address ?? '');
  const put = {
    ...{ pk: automaticPartition(sender), sk: `auto#${at}#${mark}`, entity: 'automatic' },
    ...{ kind, because, at, bytes, raw: key, expiresAt: afterDays(at, LIMITS.keptDays) },
  };
  const returned = await returnOf(needs, arrived, bounced);
  await needs.store.save([{ put, when: 'absent' }, ...marksOf(arrived, { as: 'automatic' }), ...returned]);
  return 'keep';
}
