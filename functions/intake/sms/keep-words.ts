import type { IntakeStore } from '#intake/intake-store.ts';
import { markOf, seenWrite } from '#intake/marks.ts';
import { type Aside, keepAside } from '#intake/quarantine/keep-aside.ts';
import { LIMITS } from '#intake/receive/limits.ts';
import type { HouseKey } from '#platform/personal/keyring.ts';
import type { Put } from '#platform/store/commit.ts';

type Needs = { readonly store: Pick<IntakeStore, 'save' | 'seen'>; readonly house: HouseKey };
type Kept = Pick<Aside, 'at' | 'because' | 'mark' | 'sender'>;

/**
 * Keeps words for a person to look at, whole: in as many pieces as an item of the table holds, each once. What is taken with them is
 * saved with the last; throws `Lost` when that lies there already.
 */
export async function keepWords({ store, house }: Needs, kept: Kept, words: string, taken: readonly Put[]) {
  const [last = '', ...before] = piecesOf(words).toReversed();
  const piece = (text: string, mark: string): Aside => ({
    ...{ ...kept, channel: 'sms', mark, words: text, bytes: Buffer.byteLength(text) },
  });
  for (const [nth, text] of before.toReversed().entries()) {
    const mark = markOf(house, 'sms piece', `${kept.mark} ${nth}`);
    if (await store.seen(mark, kept.at)) continue; // a try before came so far
    const marked = seenWrite(mark, { as: 'quarantine' }, kept.at, LIMITS.keptDays);
    await keepAside({ store, house }, piece(text, mark), [marked]);
  }
  await keepAside({ store, house }, piece(last, kept.mark), taken);
}

/** A text cut at whole characters; one of the longest has 150 KB, and 200 KB sealed. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = start + LIMITS.piece;
    const isWhole = !isHalf(text.charCodeAt(end - 1)) || end >= text.length;
    pieces.push(text.slice(start, isWhole ? end : end - 1));
    start = isWhole ? end : end - 1;
  }
  return pieces;
}

/** The first half of a character that takes two places. */
const isHalf = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
