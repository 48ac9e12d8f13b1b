import type { Policies } from '#clocks/policy.ts';
import type { CustomerDoor } from '#customers/customer-door.ts';
import { normalName } from '#customers/identity.ts';
import { customerIdFrom } from '#intake/customer-id-from.ts';
import { languageIn } from '#intake/language-in.ts';
import type { Actor } from '#platform/auth/actor.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { maskName } from '#platform/personal/mask-name.ts';
import { sealAtDoor } from '#platform/personal/mask-text.ts';
import type { Instant } from '#platform/time/instant.ts';
import { expectImpersonal } from '#tickets/impersonal.ts';
import type { TicketDoor } from '#tickets/ticket-door.ts';
import type { Feedback, FeedbackItem } from './feedback.ts';
import { placeOfText, wordsOf } from './feedback-item.ts';
import type { FeedbackStore } from './feedback-store.ts';
import { type Judged, judge } from './judge.ts';
import { received } from './received.ts';
import { ticketOf } from './ticket-of-feedback.ts';

export type KeepNeeds = {
  readonly feedback: FeedbackStore;
  readonly door: Pick<TicketDoor, 'open'>;
  readonly customers: Pick<CustomerDoor, 'recognise'>;
  readonly keys: Keyring;
  readonly policies: Pick<Policies, 'active'>;
};

export type Way = { readonly by: Actor; readonly at: Instant };

/** Judges and keeps one opinion: with the ticket it opens, or by itself and sealed. Throws `Lost` when it is there already. */
export async function keepFeedback(id: string, item: FeedbackItem, way: Way, needs: KeepNeeds): Promise<Feedback> {
  await expectImpersonal({ orderNumber: item.orderNumber }, needs.policies);
  const { opens, ...judged } = judge(item);
  const { author, source, score, orderNumber } = item;
  const words = wordsOf(await needs.keys.house(), id, item);
  const base: Feedback = {
    ...{ words, id, source, at: item.at, receivedAt: way.at, by: way.by.id, ...judged },
    ...(score !== undefined && { score }),
    ...(orderNumber && { orderNumber }),
    ...(author.name && { author: maskName(author.name) }),
  };
  return opens ? withTicket(base, item, opens, way, needs) : byItself(base, item, way, needs);
}

/** The words lie in the ticket alone. */
async function withTicket(base: Feedback, item: FeedbackItem, opens: Opens, way: Way, { door }: KeepNeeds) {
  let kept = base;
  await door.open(ticketOf(item, opens), {
    ...way,
    ...vouched(item.author),
    newCustomerId: customerIdFrom(base.id),
    also: ({ id: ticketId, requester: { customerId } }) => {
      kept = { ...base, customerId, ticketId };
      return received(kept);
    },
  });
  return kept;
}
type Opens = NonNullable<Judged['opens']>;

async function byItself(base: Feedback, { author, text }: FeedbackItem, { at }: Way, needs: KeepNeeds) {
  const { customerId: account, name: _, ...values } = author;
  const tellsWho = account !== undefined || Object.keys(values).length > 0;
  const contact = {
    ...author,
    ...vouched(author),
    account,
    newId: customerIdFrom(base.id),
    language: languageIn(text),
  };
  const customerId = tellsWho ? (await needs.customers.recognise(contact, at)).customerId : undefined;
  const key = customerId ? await needs.keys.of(customerId) : await needs.keys.house();
  const sealed = key.seal(placeOfText(base.id), sealAtDoor(text).text);
  const kept = {
    ...{ ...base, text: sealed },
    ...(customerId && { customerId }),
    ...(!customerId && author.name && { authorIndex: await nameIndex(author.name, needs.keys) }),
  };
  await needs.feedback.save(received(kept));
  return kept;
}

const nameIndex = async (name: string, keys: Keyring) => (await keys.house()).index('name', normalName(name));

/** A platform knows its own accounts; a number or an address in a review is what somebody typed. */
const vouched = ({ openId, phone, email }: FeedbackItem['author']) => ({
  proven: phone === undefined && email === undefined,
  ...(openId && { openId }),
});
