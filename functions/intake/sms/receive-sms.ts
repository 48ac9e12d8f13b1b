import { markOf } from '#intake/marks.ts';
import { untilTaken } from '#intake/until-taken.ts';
import type { SmsReply } from '#platform/sms/heard-sms.ts';
import { gather, type Piece } from './gather.ts';
import { type SmsNeeds, takeWhole } from './take-whole.ts';

/** Takes a text message in, once however often its provider tells of it; a part of a long one waits for the others. */
export const receiveSms =
  (needs: SmsNeeds) =>
  (reply: SmsReply): Promise<void> =>
    untilTaken(() => takeIn(needs, reply));

async function takeIn(needs: SmsNeeds, reply: SmsReply): Promise<void> {
  const { provider, id, from, text } = reply;
  const house = await needs.keyring().house();
  const at = needs.clock();
  const mark = markOf(house, 'sms', `${provider} ${id}`);
  if (await needs.store.seen(mark, at)) return;
  const whole = isPiece(reply) ? await gather(needs, reply, { house, at, mark }) : { text, also: [] };
  if (whole) await takeWhole(needs, { from, text: whole.text, at, house }, { mark, also: whole.also });
}

const isPiece = (reply: SmsReply): reply is Piece => (reply.parts?.count ?? 1) > 1;
