import { markOf, seenWrite } from '#intake/marks.ts';
import { LIMITS } from '#intake/receive/limits.ts';
import { printable } from '#intake/receive/printable.ts';
import { untilTaken } from '#intake/until-taken.ts';
import type { HouseKey } from '#platform/personal/keyring.ts';
import type { SmsReply } from '#platform/sms/heard-sms.ts';
import type { Instant } from '#platform/time/instant.ts';
import { gather, type Piece } from './gather.ts';
import { keepWords } from './keep-words.ts';
import { type SmsNeeds, takeWhole } from './take-whole.ts';

/** Takes a text message in, once however often its provider tells of it, other words under its id for a person; a part of a long one waits for the others. */
export const receiveSms =
  (needs: SmsNeeds) =>
  (reply: SmsReply): Promise<void> =>
    untilTaken(() => takeIn(needs, reply));

async function takeIn(needs: SmsNeeds, reply: SmsReply): Promise<void> {
  const { provider, id, from, text } = reply;
  const house = await needs.keyring().house();
  const at = needs.clock();
  const mark = markOf(house, 'sms', `${provider} ${id}`);
  const words = house.index('sms words', [mark, from, text].join('\n'));
  const before = await needs.store.seen(mark, at);
  if (before) return before.words === words ? undefined : keepOther(needs, reply, { house, at, words });
  const whole = isPiece(reply) ? await gather(needs, reply, { house, at, mark, words }) : { text, also: [] };
  if (whole) await takeWhole(needs, { from, text: whole.text, at, house }, { mark, words, also: whole.also });
}

type Other = { readonly house: HouseKey; readonly at: Instant; readonly words: string };

/** Other words, or another number, under an id that was told before: whichever is wrong, nothing of it is lost. */
async function keepOther({ store }: SmsNeeds, { from, text }: SmsReply, { house, at, words }: Other): Promise<void> {
  const mark = markOf(house, 'sms other words', words);
  if (await store.seen(mark, at)) return;
  const sender = { value: from, index: house.index('phone', from) };
  const marked = seenWrite(mark, { as: 'quarantine' }, at, LIMITS.keptDays);
  await keepWords({ store, house }, { at, because: 'refused', mark, sender }, printable(text), [marked]);
}

const isPiece = (reply: SmsReply): reply is Piece => (reply.parts?.count ?? 1) > 1;
