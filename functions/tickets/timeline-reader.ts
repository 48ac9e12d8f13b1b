import type { Policies } from '#clocks/policy.ts';
import { type Actor, isOutside } from '#platform/auth/actor.ts';
import { type Entry, timelinePage, type Window } from '#platform/events/timeline-page.ts';
import type { DetectOptions } from '#platform/personal/detect.ts';
import type { Keyring, PersonKey } from '#platform/personal/keyring.ts';
import type { Table } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';
import { answeredAt } from './answered-at.ts';
import { openMessage, shownMessage, told } from './message-seal.ts';
import { orderNumbersOf } from './order-numbers.ts';
import { partsOf } from './said-with.ts';
import type { Message, Ticket } from './ticket.ts';
import { messageEntity } from './ticket-item.ts';
import { contactOf } from './ticket-seal.ts';

export type TimelineReader = {
  /** What happened on a ticket, as this person may see it: masked. `last` is the place to go on from. */
  page(ticket: Ticket, window: Window, actor: Actor): Promise<{ entries: Entry[]; last?: string; more: boolean }>;
  /** Everything that was said on a ticket, in the clear: for its customer's own copy, and for whoever may reveal it. */
  clear(ticket: Ticket): Promise<Readonly<Record<string, unknown>>[]>;
  /** The keys of every file that came with what was said. */
  files(ticket: Ticket): Promise<string[]>;
};

type Needs = { readonly table: () => Table; readonly keys: Keyring; readonly policies: Pick<Policies, 'of'> };
type Stored = Readonly<Record<string, unknown>>;

export function timelineReader({ table, keys, policies }: Needs): TimelineReader {
  return {
    page: async (ticket, window, actor) => {
      const [{ items, ...place }, key, policy] = await Promise.all([
        timelinePage(table(), ticket.id, window, partsOf),
        keyOf(ticket, keys),
        policies.of(ticket.policy),
      ]);
      const names = namesOf(ticket, key);
      const known = {
        names,
        orderNumbers: orderNumbersOf(ticket, policy),
        answered: await answeredAt(table(), ticket, items),
      };
      return { entries: items.flatMap((item) => shown(item, actor, key, known)), ...place };
    },
    clear: async (ticket) => {
      const key = await keyOf(ticket, keys);
      const messages = await messagesOf(table(), ticket);
      return messages.map((one) => {
        const { by: _by, ...bared } = bare(one);
        return { ...bared, ...(key ? whole(one, key) : { erased: true }) };
      });
    },
    files: async (ticket) => {
      const messages = await messagesOf(table(), ticket);
      return messages.flatMap(({ html, raw, attachments = [] }) => [
        ...(html ? [html] : []),
        ...(raw ? [raw] : []),
        ...attachments.map(({ key }) => key),
      ]);
    },
  };
}

/** A message in the clear, with the keys of what came with it. */
function whole(message: Message, key: PersonKey) {
  const { attachments, text, ...said } = openMessage(message, key);
  const { raw, html, attachments: files = [] } = message;
  return {
    ...told(message, text, (words) => words),
    ...said,
    ...(raw && { raw }),
    ...(html && { html }),
    ...(attachments && { attachments: attachments.map((one) => ({ ...one, file: files[one.number]?.key })) }),
  };
}

/** None once the customer was erased, though the key may live on in a function's memory for minutes. */
const keyOf = async ({ requester, erasedAt }: Ticket, keys: Keyring): Promise<PersonKey | undefined> =>
  erasedAt ? undefined : keys.find(requester.customerId);

async function messagesOf(table: Table, ticket: Ticket): Promise<Message[]> {
  const said: Message[] = [];
  for (let from: string | undefined; ; ) {
    const { items, last, more } = await timelinePage(table, ticket.id, { from, size: MOST_AT_ONCE }, partsOf);
    said.push(...items.filter(({ entity }) => entity === 'message').map((item) => messageEntity.fromItem(item)));
    if (!more) return said;
    from = last;
  }
}

const MOST_AT_ONCE = 200;

const bare = ({ id, at, by, from, visibility, about, channel }: Message) => ({
  ...{ id, at, by, from, visibility, about },
  ...(channel && { channel }),
});

function namesOf(ticket: Ticket, key: PersonKey | undefined): string[] {
  const { name } = contactOf(ticket, key);
  return name ? [name.text] : [];
}

const SHOWN_OUTSIDE = [
  'TicketOpened',
  'TicketReplied',
  'SolutionOffered',
  'SolutionAccepted',
  'SolutionRejected',
  'TicketResolved',
  'TicketClosed',
  'TicketReopened',
];

type Known = DetectOptions & { readonly answered: ReadonlyMap<string, Instant> };

function shown(item: Stored, actor: Actor, key: PersonKey | undefined, known: Known): Entry[] {
  const outside = isOutside(actor);
  const place = String(item['sk']);
  if (item['entity'] === 'message') {
    const message = messageEntity.fromItem(item);
    if (outside && message.visibility === 'internal') return [];
    const answered = known.answered.get(message.id);
    const { by, ...bared } = bare(message);
    const words = { ...bared, ...(answered && { answeredAt: answered }), ...shownMessage(message, key, known) };
    return [{ ...words, place, type: 'Message', ...(!outside && { by }) }];
  }
  const { pk: _pk, sk: _sk, entity: _entity, subject: _subject, ...fact } = item;
  const [type, at] = [String(fact['type']), String(fact['at'])];
  if (!outside) return [{ ...fact, place, type, at }];
  if (!SHOWN_OUTSIDE.includes(type)) return [];
  const { id, channel } = fact;
  return [{ id, place, type, at, ...(channel !== undefined && { channel }) }];
}
