import { namedWrites } from '#intake/forget/named.ts';
import type { Screened } from '#intake/mail/screen.ts';
import { afterDays } from '#intake/marks.ts';
import { participant } from '#intake/thread/participant.ts';
import { type Arrived, marksOf, type ReceiveNeeds } from './arrival.ts';
import { LIMITS } from './limits.ts';
import { notedEntity, placeOfSender } from './noted.ts';
import { returnOf } from './return-of.ts';

/** Where the notes on mails lie that no person wrote, by the blind index of their sender. */
export const automaticPartition = (sender: string): string => `auto_${sender}`;

const MOST_NAMED = 20; // a transaction holds a hundred writes

/** What the notes of a partition begin with. */
export const AUTOMATIC = 'auto#';

/**
 * Notes a mail that no person wrote: it opens nothing and is never answered. It lies under its sender's blind index, and under that
 * of everybody whom it could not reach, so that it is found when they are forgotten; and in a list of all, for whoever looks for a mail.
 */
export async function recordAutomatic(
  needs: ReceiveNeeds,
  arrived: Arrived,
  { kind, because, bounced = [] }: Screened,
): Promise<'keep'> {
  const { at, house, mail, mark, key, bytes } = arrived;
  const address = mail.from?.address ?? '';
  const expiresAt = afterDays(at, LIMITS.keptDays);
  const of = { pk: automaticPartition(participant(house, address)), sk: `${AUTOMATIC}${at}#${mark}` };
  const sender = house.seal(placeOfSender(of), address);
  const unreached = bounced.slice(0, MOST_NAMED).map(({ address }) => participant(house, address));
  const named = [...new Set(unreached)].map((index) => ({ index, by: 'address' as const }));
  const put = notedEntity.toItem({ ...of, kind, because, at, bytes, raw: key, sender, expiresAt, named });
  const returned = await returnOf(needs, arrived, bounced);
  await needs.store.save([
    { put, when: 'absent' },
    ...namedWrites(named, { of, at, expiresAt }),
    ...marksOf(arrived, { as: 'automatic' }),
    ...returned,
  ]);
  return 'keep';
}
