import type { Instant } from '#platform/time/instant.ts';
import type { Ticket } from './ticket.ts';
import type { Said, TicketChange } from './ticket-change.ts';

type Waiting = Ticket['unanswered'];

const MOST_KEPT = 20; // a customer who writes more often than that before anybody answers is answered all the same

/** The customer asked something: every message of theirs waits for an answer of its own (CH-09). */
const asks = (said: Said, { events }: TicketChange): boolean =>
  said.from === 'customer' &&
  said.visibility === 'public' &&
  !said.answeredAtOnce &&
  (said.about === 'issue' || said.about === 'reply' || events[0]?.type === 'TicketReopened');

/** A person of the house said something to the customer. */
const answers = ({ from, visibility, automatic = false }: Said): boolean =>
  from === 'staff' && visibility === 'public' && !automatic;

/** Which messages of the customer wait for an answer after this act, and which it answered. */
export function heardAndAnswered(
  waiting: Waiting,
  change: TicketChange,
  messageId: string | undefined,
  at: Instant,
): { readonly unanswered: Waiting; readonly answered: Waiting } {
  const { said } = change;
  if (!said || !messageId) return { unanswered: waiting, answered: [] };
  if (answers(said)) return { unanswered: [], answered: waiting };
  if (!asks(said, change) || change.next.status === 'closed') return { unanswered: waiting, answered: [] };
  return { unanswered: [...waiting, { messageId, at }].slice(-MOST_KEPT), answered: [] };
}
