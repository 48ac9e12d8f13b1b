import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Policies } from '#clocks/policy.ts';
import { type Actor, isOutside } from '#platform/auth/actor.ts';
import type { DetectOptions } from '#platform/personal/detect.ts';
import type { Keyring, PersonKey } from '#platform/personal/keyring.ts';
import type { Table } from '#platform/store/table.ts';
import { openMessage, shownMessage } from './message-seal.ts';
import { orderNumbersOf } from './order-numbers.ts';
import type { Message, Ticket } from './ticket.ts';
import { messageEntity } from './ticket-item.ts';
import { contactOf } from './ticket-seal.ts';

/** One thing that happened; `place` is where it stands on the timeline. */
export type Entry = { readonly place: string; readonly at: string; readonly type: string } & Readonly<
  Record<string, unknown>
>;

type Window = {
  readonly from?: string | undefined;
  readonly before?: string | undefined;
  readonly size: number;
  readonly newestFirst?: boolean;
};

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
      const [{ items: page, more }, key, policy] = await Promise.all([
        query(table(), ticket.id, window),
        keyOf(ticket, keys),
        policies.of(ticket.policy),
      ]);
      const known = { names: namesOf(ticket, key), orderNumbers: orderNumbersOf(ticket, policy) };
      const last = page.at(-1)?.['sk'];
      return {
        entries: page.flatMap((item) => shown(item, actor, key, known)),
        ...(last !== undefined && { last: String(last) }),
        more,
      };
    },
    clear: async (ticket) => {
      const key = await keyOf(ticket, keys);
      const messages = await messagesOf(table(), ticket);
      return messages.map((one) => ({ ...bare(one), ...(key ? openMessage(one, key) : { erased: true }) }));
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

/** None once the customer was erased, though the key may live on in a function's memory for minutes. */
const keyOf = async ({ requester, erasedAt }: Ticket, keys: Keyring): Promise<PersonKey | undefined> =>
  erasedAt ? undefined : keys.find(requester.customerId);

async function messagesOf(table: Table, ticket: Ticket): Promise<Message[]> {
  const said: Message[] = [];
  for (let from: string | undefined; ; ) {
    const { items, more } = await query(table, ticket.id, { from, size: MOST_AT_ONCE });
    said.push(...items.filter(({ entity }) => entity === 'message').map((item) => messageEntity.fromItem(item)));
    if (!more) return said;
    from = String(items.at(-1)?.['sk']);
  }
}

const MOST_AT_ONCE = 200;
const BEGIN = 't#';
const END = 't$'; // behind every key of the timeline

const bare = ({ id, at, by, from, visibility, about }: ReturnType<typeof messageEntity.fromItem>) => ({
  ...{ id, at, by, from, visibility, about },
});

function namesOf(ticket: Ticket, key: PersonKey | undefined): string[] {
  const { name } = contactOf(ticket, key);
  return name === undefined ? [] : [name];
}

async function query(
  { client, name }: Table,
  id: string,
  { from, before, size, newestFirst }: Window,
): Promise<{ items: Stored[]; more: boolean }> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: name,
      KeyConditionExpression: 'pk = :id AND sk BETWEEN :from AND :to',
      // No key begins with another one, so `!` behind one is the next place and `before` itself has no item between.
      ExpressionAttributeValues: { ':id': id, ':from': from ? `${from}!` : BEGIN, ':to': before ?? END },
      ScanIndexForward: newestFirst !== true,
      Limit: size + 2, // one may be `before` itself, one tells that there is more
      ConsistentRead: true,
    }),
  );
  const items = Items.filter(({ sk }) => sk !== before);
  // What is large ends a page sooner: one query reads 1 MB.
  return { items: items.slice(0, size), more: items.length > size || LastEvaluatedKey !== undefined };
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

function shown(item: Stored, actor: Actor, key: PersonKey | undefined, known: DetectOptions): Entry[] {
  const outside = isOutside(actor);
  const place = String(item['sk']);
  if (item['entity'] === 'message') {
    const message = messageEntity.fromItem(item);
    if (outside && message.visibility === 'internal') return [];
    const { answeredAt } = message;
    const words = { ...bare(message), ...(answeredAt && { answeredAt }), ...shownMessage(message, key, known) };
    return [{ ...words, place, type: 'Message', ...(outside && { by: '' }) }];
  }
  const { pk: _pk, sk: _sk, entity: _entity, subject: _subject, ...fact } = item;
  const [type, at] = [String(fact['type']), String(fact['at'])];
  if (!outside) return [{ ...fact, place, type, at }];
  return SHOWN_OUTSIDE.includes(type) ? [{ id: fact['id'], place, type, at, by: '' }] : [];
}
