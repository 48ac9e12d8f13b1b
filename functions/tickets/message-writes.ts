import type { Policy } from '#clocks/policy.ts';
import { HOUSE } from '#platform/events/event.ts';
import type { NewId } from '#platform/ids.ts';
import type { PersonKey } from '#platform/personal/keyring.ts';
import type { Write } from '#platform/store/commit.ts';
import type { Item } from '#platform/store/table.ts';
import { type Instant, plusMinutes, toMillis } from '#platform/time/instant.ts';
import { type SealedMessage, sealMessage } from './message-seal.ts';
import { orderNumbersOf } from './order-numbers.ts';
import type { Message, Ticket } from './ticket.ts';
import type { Said, TicketChange } from './ticket-change.ts';
import { messageEntity, valuesKey } from './ticket-item.ts';

type Moment = {
  readonly ticket: Ticket;
  readonly at: Instant;
  readonly messageId: string | undefined;
};
type Needs = { readonly newId: NewId; readonly policy: Policy; readonly key: PersonKey | undefined };

const VALUES_KEPT_MINUTES = 120 * 24 * 60; // unless the ticket closes: then 30 days longer (REC-06)

/** What was said, sealed, to lie with the fact that it was said; and what is written beside it. */
export type Spoken = { readonly message?: Message; readonly writes: readonly Write[] };

/** What was said, greeted and said before, sealed. */
export function spoken(
  { said, greeted, events, history = [] }: TicketChange,
  { ticket, at, messageId }: Moment,
  { newId, policy, key }: Needs,
): Spoken {
  if (!said || !messageId) return { writes: [] };
  if (!key) throw new Error('What is said needs a key to be sealed with');
  const by = events[0]?.by ?? ticket.app;
  const orderNumbers = orderNumbersOf(ticket, policy);
  const sealed = (words: Said, id: string, then: Instant, who: string) =>
    sealMessage(apart(words, ticket), { id, ticketId: ticket.id, at: then, by: who }, key, orderNumbers);
  const greeting = { from: 'house', visibility: 'public', about: 'greeting', automatic: true } as const;
  const past = history.map(({ at: then, ...words }) =>
    sealed({ ...words, about: 'reply' }, newId('message'), then, by),
  );
  const own = sealed(said, messageId, at, by);
  const greetings = greeted ? [sealed({ ...greeting, text: greeted }, newId('message'), at, HOUSE)] : [];
  return {
    message: own.message,
    writes: [
      ...[...greetings, ...past].map(({ message }) => put(messageEntity.toItem(message))),
      ...[[own], greetings, past].flatMap((some) => cutOut(some, key)),
    ],
  };
}

/** The channel stands beside what was said only where it is another one than the ticket's. */
const apart = ({ channel, ...words }: Said, ticket: Ticket): Said =>
  channel === undefined || channel === ticket.channel ? words : { ...words, channel };

const put = (item: Item): Write => ({ put: item, when: 'absent' });

/** In one item what was cut out of several messages, for one transaction holds a hundred. It ends when the first of them has to. */
function cutOut(sealed: readonly SealedMessage[], key: PersonKey): Write[] {
  const all = sealed.flatMap(({ message: { id: messageId }, values }) => values.map((one) => ({ messageId, ...one })));
  const cut = sealed.filter(({ values }) => values.length > 0).map(({ message }) => message);
  const [first] = cut.toSorted((one, other) => (one.at < other.at ? -1 : 1));
  if (!first) return [];
  const place = valuesKey(first);
  const values = {
    ...{ ...place, entity: 'sealedValues', messageId: first.id },
    sealed: key.seal({ ...place, attribute: 'values' }, JSON.stringify(all)),
    expiresAt: Math.floor(toMillis(plusMinutes(first.at, VALUES_KEPT_MINUTES)) / 1000),
  };
  return [put(values)];
}
