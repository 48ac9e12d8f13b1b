import type { SmsRefused } from '#intake/events.ts';
import { seenWrite, type Taken } from '#intake/marks.ts';
import type { ReceiveNeeds } from '#intake/receive/arrival.ts';
import { customerBy } from '#intake/receive/customer-by.ts';
import { CAPS, LIMITS } from '#intake/receive/limits.ts';
import { printable } from '#intake/receive/printable.ts';
import { suppress, suppressionIndex, suppressionWrite } from '#intake/suppression/suppression.ts';
import { isPassing } from '#intake/until-taken.ts';
import { HOUSE } from '#platform/events/event.ts';
import { eventWrite } from '#platform/events/timeline.ts';
import type { HouseKey } from '#platform/personal/keyring.ts';
import { Refusal } from '#platform/refusal.ts';
import { optOut } from '#platform/sms/opt-out.ts';
import type { Put } from '#platform/store/commit.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Ticket } from '#tickets/ticket.ts';
import { keepWords } from './keep-words.ts';
import { openBySms, whoTexted } from './open-by-sms.ts';

export type SmsNeeds = Pick<ReceiveNeeds, 'tickets' | 'customers' | 'store' | 'suppressions' | 'keyring' | 'clock'>;

type Aside = { readonly mark: string; readonly taken: readonly Put[] };
/** What makes it this message, a blind fingerprint of what its provider told, and what is saved with it. */
type With = { readonly mark: string; readonly words?: string; readonly also: readonly Put[] };
type Texted = { readonly from: string; readonly text: string; readonly at: Instant; readonly house: HouseKey };

/** Takes a whole text message in, with what is saved with it: a refusal, words for the number's ticket, or both. */
export async function takeWhole(
  needs: SmsNeeds,
  { from, text, at, house }: Texted,
  { mark, words: fingerprint, also }: With,
): Promise<void> {
  const marked = (taken: Taken): Put[] => [
    seenWrite(mark, { ...taken, ...(fingerprint && { words: fingerprint }) }, at, LIMITS.keptDays),
    ...also,
  ];
  const words = printable(text);
  const texted: Texted = { from, text: words, at, house };
  const refusal = optOut(words);
  const isAnswer = refusal !== undefined && refusal !== 'bare' && (await isOwedWork(needs, texted));
  const refused = refusal && (!isAnswer || refusal === 'certain') ? await refusedBy(needs, texted) : [];
  if (refusal && !isAnswer) return needs.store.save([...marked({ as: 'message' }), ...refused]);

  const number = house.index('phone', from);
  const isText = words !== '' && words.length <= LIMITS.text;
  const isFree = isText && (await needs.store.takes(`text#${number}`, CAPS.messages, at, mark));
  if (!isFree) return setAside(needs, texted, { mark, taken: [...marked({ as: 'quarantine' }), ...refused] });
  await say(needs, texted, ({ id: ticketId }) => [...marked({ as: 'message', ticketId }), ...refused]);
}

/** Whether they may mean something by what reads like a refusal: a ticket of theirs, or of one who shares their number, is open. */
async function isOwedWork(needs: SmsNeeds, texted: Texted): Promise<boolean> {
  const { customerId, linkedTo } = await whoTexted(needs, texted);
  return linkedTo !== undefined || (await needs.tickets.newestOpen(customerId)) !== undefined;
}

/** 退订 and its like: nothing commercial goes to this number any more; what is about their own matter still does (C4). */
async function refusedBy(needs: SmsNeeds, { from, at, house }: Texted): Promise<Put[]> {
  const { customerId } = await needs.customers.recognise({ phone: from, proven: true, language: 'zh-CN' }, at);
  const index = suppressionIndex(house, 'phone', from);
  const known = await needs.suppressions.of(index);
  const subject = `sup_${index}`;
  const event: SmsRefused = {
    ...{ id: `${subject}.${known.version + 1}.0`, type: 'SmsRefused', subject, at, by: HOUSE, customerId },
  };
  return [suppressionWrite(suppress(known, 'refused', at)), eventWrite(event, 0)];
}

/** More than anybody writes in an hour or in one message, or nothing at all: kept for a person to look at. */
async function setAside({ store }: SmsNeeds, { from, text, at, house }: Texted, { mark, taken }: Aside): Promise<void> {
  const because = text === '' ? 'empty' : text.length > LIMITS.text ? 'tooLarge' : 'tooMany';
  const sender = { value: from, index: house.index('phone', from) };
  await keepWords({ store, house }, { at, because, mark, sender }, text, taken);
}

/** The number's newest ticket that work is owed on hears it, else one is opened. A number that several share has tickets of its own. */
async function say(needs: SmsNeeds, texted: Texted, also: (ticket: Ticket) => readonly Put[]): Promise<void> {
  const { tickets } = needs;
  const { text, at } = texted;
  const whose = await whoTexted(needs, texted);
  const { customerId } = whose;
  const ticket = await tickets.newestOpen(customerId);
  try {
    if (ticket) await tickets.hear(ticket.id, text, { by: customerBy('sms', customerId), at, channel: 'sms', also });
    else await openBySms(needs, { ...texted, whose }, also);
  } catch (error) {
    if (!ticket || isPassing(error) || !(error instanceof Refusal)) throw error;
    await openBySms(needs, { ...texted, whose }, also);
  }
}
