import type { Policy } from '#clocks/policy.ts';
import { HOUSE } from '#platform/events/event.ts';
import type { NewId } from '#platform/ids.ts';
import type { PersonKey } from '#platform/personal/keyring.ts';
import type { Write } from '#platform/store/commit.ts';
import { type Instant, plusMinutes, toMillis } from '#platform/time/instant.ts';
import { sealMessage } from './message-seal.ts';
import { orderNumbersOf } from './order-numbers.ts';
import type { Message, Ticket } from './ticket.ts';
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
  const write = (words: Said, id: string, who: string) =>
    written(words, { id, ticketId: ticket.id, at, by: who }, key, orderNumbers);
  const greeting = { from: 'house', visibility: 'public', about: 'greeting', automatic: true } as const;
  return [
    ...write(said, messageId, by),
    ...(greeted ? write({ ...greeting, text: greeted }, newId('message'), HOUSE) : []),
    ...history.flatMap(({ at: then, ...words }) =>
      written(
        { ...words, about: 'reply' },
        { id: newId('message'), ticketId: ticket.id, at: then, by },
        key,
        orderNumbers,
      ),
    ),
    ...answered.map(({ messageId: id, at: askedAt }): Write => {
      return { set: messageKey({ ticketId: ticket.id, at: askedAt, id }), to: { answeredAt: at } };
    }),
  ];
}

function written(
  said: Said,
  kept: Pick<Message, 'id' | 'ticketId' | 'at' | 'by'>,
  key: PersonKey,
  orderNumbers: readonly string[],
): Write[] {
  const { message, values } = sealMessage(said, kept, key, orderNumbers);
  const put = messageEntity.toItem(message);
  if (values.length === 0) return [{ put, when: 'absent' }];
  const place = valuesKey(kept);
  const sealed = key.seal({ ...place, attribute: 'values' }, JSON.stringify(values));
  const expiresAt = Math.floor(toMillis(plusMinutes(kept.at, VALUES_KEPT_MINUTES)) / 1000);
  return [
    { put, when: 'absent' },
    { put: { ...place, entity: 'sealedValues', messageId: kept.id, sealed, expiresAt }, when: 'absent' },
  ];
}
