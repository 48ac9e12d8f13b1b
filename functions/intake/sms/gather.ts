import { seenWrite } from '#intake/marks.ts';
import { LIMITS } from '#intake/receive/limits.ts';
import type { HouseKey } from '#platform/personal/keyring.ts';
import type { PartOf, SmsReply } from '#platform/sms/heard-sms.ts';
import { joinParts } from '#platform/sms/join-parts.ts';
import type { Put } from '#platform/store/commit.ts';
import type { Instant } from '#platform/time/instant.ts';
import { takeUp } from './take-up.ts';
import type { SmsNeeds } from './take-whole.ts';
import {
  isWaiting,
  openedParts,
  placeOfFrom,
  placeOfPart,
  takenUp,
  type Waiting,
  waitingPartsWrite,
} from './waiting-parts.ts';

export type Piece = SmsReply & { readonly parts: PartOf };
type Coming = { readonly house: HouseKey; readonly at: Instant; readonly mark: string; readonly words: string };
type Whole = { readonly text: string; readonly also: readonly Put[] };

/**
 * Lays a part of a long message to the others, in whatever order and however often they come; answers the whole when it is the
 * last one. A part is marked as taken in with what waits, the last one with the message itself: a crash loses and doubles none.
 */
export async function gather(needs: SmsNeeds, reply: Piece, coming: Coming): Promise<Whole | undefined> {
  const { store } = needs;
  const { house, at, mark, words } = coming;
  const { text, parts: place } = reply;
  const { index: number } = place;
  const group = await groupOf(needs, reply, { house, at });
  const soFar = openedParts(group, house);
  const marked = seenWrite(mark, { as: 'part', words }, at, LIMITS.keptDays);
  const before = soFar.find((one) => one.index === number);
  if (before?.text === text) {
    await store.save([marked]); // told again under another id
    return undefined;
  }
  if (before) {
    await takeUp(needs, group, { house, at }); // the same reference means another message by now
    return gather(needs, reply, coming);
  }
  const { joined } = joinParts(soFar, { ...place, text });
  if (joined !== undefined) return { text: joined, also: [takenUp(group, at)] };
  const part = { number, text: house.seal(placeOfPart(group.index, number), text) };
  await store.save([waitingPartsWrite({ ...group, waiting: [...group.waiting, part] }, at), marked]);
  return undefined;
}

/** What waits for the same message already, or the beginning of it. */
async function groupOf(
  { store }: SmsNeeds,
  { provider, from, to, parts: { reference, count } }: Piece,
  { house, at }: Omit<Coming, 'mark' | 'words'>,
): Promise<Waiting> {
  const index = house.index('sms parts', [provider, from, to, reference, count].join('\n'));
  const known = await store.waitingParts(index);
  if (known && isWaiting(known)) return known;
  return {
    ...{ index, reference, count, waiting: [], since: at, version: known?.version ?? 0 },
    from: house.seal(placeOfFrom(index), from),
  };
}
