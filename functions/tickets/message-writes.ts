import type { Policy } from '#clocks/policy.ts';
import { HOUSE } from '#platform/events/event.ts';
import type { NewId } from '#platform/ids.ts';
import type { PersonKey } from '#platform/personal/keyring.ts';
import type { Write } from '#platform/store/commit.ts';
import { type Instant, plusMinutes, toMillis } from '#platform/time/instant.ts';
import { type SealedMessage, sealMessage } from './message-seal.ts';
import { orderNumbersOf } from './order-numbers.ts';
import type { Ticket } from './ticket.ts';
import type { Said, TicketChange } from './ticket-change.ts';
import { messageEntity, messageKey, valuesKey } from './ticket-item.ts';

type Moment = {
  readonly ticket: Ticket;
  readonly at: Instant;
  readonly messageId: string | undefined;
  readonly answered: Ticket['unanswered'];
};
type Needs = { readonly newId: NewId; readonly policy: Policy; readonly key: PersonKey | undefined };

const VALUES_KEPT_MINUTES = 120 * 24 * 60; // unless the ticket closes: then 30 days longer (REC-06)

/** What was said and greeted, sealed, and the messages that were answered with it. */
export function messageWrites(
  { said, greeted, events, history = [] }: TicketChange,
  { ticket, at, messageId, answered }: Moment,
  { newId, policy, key }: Needs,
): Write[] {
  if (!said || !messageId) return [];
  if (!key) throw new Error('What is said needs a key to be sealed with');
  const by = events[0]?.by ?? ticket.app;
  const orderNumbers = orderNumbersOf(ticket, policy);
  const sealed = (words: Said, id: string, then: Instant, who: string) =>
    sealMessage(words, { id, ticketId: ticket.id, at: then, by: who }, key, orderNumbers);
  const greeting = { from: 'house', visibility: 'public', about: 'greeting', automatic: true } as const;
  const past = history.map(({ at: then, ...words }) =>
    sealed({ ...words, about: 'reply' }, newId('message'), then, by),
  );
  return [
    ...kept([sealed(said, messageId, at, by)], key),
    ...(greeted ? kept([sealed({ ...greeting, text: greeted }, newId('message'), at, HOUSE)], key) : []),
    ...kept(past, key),
    ...answered.map(({ messageId: id, at: askedAt }): Write => {
      return { set: messageKey({ ticketId: ticket.id, at: askedAt, id }), to: { answeredAt: at } };
    }),
  ];
}

/**
 * Messages, and in one item what was cut out of all of them, for one transaction holds a hundred. It ends when the first of them
 * has to.
 */
function kept(sealed: readonly SealedMessage[], key: PersonKey): Write[] {
  const puts = sealed.map(({ message }): Write => ({ put: messageEntity.toItem(message), when: 'absent' }));
  const all = sealed.flatMap(({ message: { id: messageId }, values }) => values.map((one) => ({ messageId, ...one })));
  const cut = sealed.filter(({ values }) => values.length > 0).map(({ message }) => message);
  const [first] = cut.toSorted((one, other) => (one.at < other.at ? -1 : 1));
  if (!first) return puts;
  const place = valuesKey(first);
  const put = {
    ...{ ...place, entity: 'sealedValues', messageId: first.id },
    sealed: key.seal({ ...place, attribute: 'values' }, JSON.stringify(all)),
    expiresAt: Math.floor(toMillis(plusMinutes(first.at, VALUES_KEPT_MINUTES)) / 1000),
  };
  return [...puts, { put, when: 'absent' }];
}
