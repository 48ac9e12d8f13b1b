import { log, metric } from '#platform/log.ts';
import type { Mail } from '#platform/mail/mail.ts';
import type { Clear } from '#platform/personal/clear.ts';
import type { Sms } from '#platform/sms/sms.ts';
import { type Clock, type Instant, toMillis } from '#platform/time/instant.ts';
import type { Addressed } from './address.ts';
import { afterFailure } from './after-failure.ts';
import { claimAgain, failed, firstClaim, sent, withheld } from './claim.ts';
import type { Letterhead } from './correspondence.ts';
import type { Brought, Claimed, NewNotice } from './notice.ts';
import type { NoticeStore } from './notice-store.ts';
import type { Permit } from './permit.ts';
import { referenceOf } from './reference.ts';
import { classOf, isAutomatic } from './template.ts';
import { untold } from './untold.ts';
import { signature, signed, word, wordAnswer, wordConversation } from './words.ts';

/** The ways out that the deployment has; each is opened when it is first used. */
type Senders = { readonly mail?: () => Mail; readonly sms?: () => Sms };

export type GiveNeeds = {
  readonly notices: Pick<NoticeStore, 'add' | 'find' | 'save' | 'saveSent'>;
  readonly senders: Senders;
  readonly permit: Permit;
  readonly clock: Clock;
  /** What the house is called in its messages. */
  readonly house?: string | undefined;
};

/** What a message carries beyond the words of its template: a mail all that was said, a text message what it may of it. */
export type Enclosed = {
  readonly letterhead?: Letterhead | undefined;
  readonly said?: Clear | undefined;
  /** Whose words `said` are, and how they are brought. */
  readonly brought?: Brought | undefined;
};

/** Whom it goes to, and who said what they are told. */
type To = Addressed & { readonly author: string };
type Reached = To & { readonly address: Clear };

const ATTEMPTS = 3; // one, and the two retries of the function; more come only by hand

/**
 * Gives one notice to one person, once however often it is asked for. A throw asks for it again: the provider failed, or
 * somebody else is at it.
 */
export async function give(to: To, notice: NewNotice, enclosed: Enclosed, needs: GiveNeeds): Promise<void> {
  const { notices, clock } = needs;
  const { address } = to;
  if (notice.channel === 'inApp') {
    await notices.add({ ...notice, state: 'sent', attempts: 0, sentAt: clock(), version: 0 });
    return;
  }
  if (address === undefined) {
    const none = { ...notice, state: 'undeliverable', attempts: 0, version: 0 } as const;
    const isNew = await notices.add(none, factOf(to, notice, 'noAddress', clock()));
    if (isNew && notice.fallbackFor) report('nobody of a role can be reached', notice, clock);
    return;
  }
  const claimed = await claim(notice, needs);
  if (!claimed) return;
  const permitted = to.telling.to.who === 'customer' ? await permittedOf(claimed, { ...to, address }, needs) : claimed;
  if (permitted) await send(permitted, { ...to, address }, enclosed, needs);
}

/** The claim, counted, when the customer may be sent it; else that is noted. Who cannot be asked after is not written to. */
async function permittedOf(
  claimed: Claimed,
  to: Reached,
  { notices, permit, clock }: GiveNeeds,
): Promise<Claimed | undefined> {
  let because: string | undefined;
  try {
    because = await permit.forbids(to, claimed);
    if (!because && !claimed.counted && !(await permit.counts(to, claimed))) because = 'capped';
  } catch (error) {
    await notices.save(failed(claimed, clock(), 'permit'));
    if (claimed.attempts >= ATTEMPTS) report('permit', claimed, clock);
    throw error;
  }
  if (!because) return { ...claimed, counted: true };
  await notices.save(withheld(claimed, because), factOf(to, claimed, because, clock()));
  return undefined;
}

/** What is told when a customer is not; whoever sees answers where they asked misses nothing. */
const factOf = ({ telling, hasPlace, author }: To, notice: NewNotice, because: string, at: Instant) =>
  telling.to.who !== 'customer' || hasPlace ? undefined : untold({ ...notice, author }, because, at);

async function claim(notice: NewNotice, { notices, clock }: GiveNeeds): Promise<Claimed | undefined> {
  const first = firstClaim(notice, clock());
  if (await notices.add(first)) return { ...first, version: 1 };
  const found = await notices.find(notice);
  const again = found ? claimAgain(found, clock()) : 'leased';
  if (again === 'done') return undefined;
  if (again !== 'leased' && (await notices.save(again))) return { ...again, version: again.version + 1 };
  throw new Error(`Somebody else sends the ${notice.channel} of ${notice.eventId}`);
}

async function send(claimed: Claimed, to: Reached, enclosed: Enclosed, needs: GiveNeeds): Promise<void> {
  const { notices, clock } = needs;
  const { channel, eventId, attempts } = claimed;
  let providerId: string;
  try {
    providerId = await sendBy(needs, claimed, to.address, enclosed);
  } catch (error) {
    const next = afterFailure(claimed, error, clock());
    const { because, final } = next;
    const isLost = final || attempts >= ATTEMPTS;
    const fact = isLost && !claimed.toldOf ? factOf(to, claimed, 'failed', clock()) : undefined;
    await notices.save({ ...next, ...(fact && { toldOf: true }) }, fact);
    if (isLost) report(because, claimed, clock);
    if (final) return;
    throw new Error(`The ${channel} of ${eventId} failed: ${because}`);
  }
  await notices.saveSent(sent(claimed, clock(), providerId));
}

async function sendBy(
  { senders, house }: GiveNeeds,
  claimed: Claimed,
  { text: to }: Clear,
  { letterhead, said }: Enclosed,
) {
  const { mail, sms } = senders;
  const { personId, eventId, channel, language, template: name } = claimed;
  const { subject: thread, mark, matter, ...joined } = letterhead ?? {};
  const { subject, text, short, values } = word(claimed, { house, matter });
  const key = `${eventId}#${personId}#${channel}`;
  if (channel === 'mail' && mail) {
    const marked = [subject, ...(mark ? [mark] : [])].join(' ');
    const words =
      said === undefined
        ? { subject, text }
        : { subject: thread ?? marked, text: wordConversation(claimed, said.text, house) };
    const reference = referenceOf(claimed);
    const fromName = signature(language, house);
    return mail().send({ to, fromName, ...words, ...joined, key, reference, automatic: said === undefined });
  }
  if (channel === 'sms' && sms) {
    const answer = isAutomatic(name) ? undefined : wordAnswer(claimed, said?.text);
    const filled = { name, values: { ...values, ...(answer && { said: answer.said }) } };
    return sms().send({
      to,
      template: filled,
      text: signed(language, answer?.text ?? short, house),
      class: classOf(name),
      key,
    });
  }
  throw new Error(`Nothing can send by ${channel}`);
}

function report(because: string, { eventId, channel, template }: NewNotice, clock: Clock): void {
  log.error('notice failed', { eventId, channel, template, because });
  metric('NoticeFailed', 1, toMillis(clock()));
}
