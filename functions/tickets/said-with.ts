import type { Put } from '#platform/store/commit.ts';
import { Instant } from '#platform/time/instant.ts';
import type { Message } from './ticket.ts';

type Stored = Readonly<Record<string, unknown>>;

const BEHIND = '~'; // behind the key of the fact, and before every other key

/** A fact and what was said with it as one item: two would cost twice as much to write. */
export function saidWith({ put, when }: Put, { ticketId: _ticket, at, by, ...said }: Message): Put {
  const other = { ...(at !== put['at'] && { at }), ...(by !== put['by'] && { by }) };
  return { put: { ...put, said: { ...said, ...other } }, when };
}

/** What an item of a ticket's timeline holds: a fact, something that was said, or the one and behind it the other, both by one channel. */
export function partsOf(item: Stored): readonly Stored[] {
  const { said, ...bare } = item;
  if (typeof said !== 'object' || said === null) return [item];
  const fact = { ...('channel' in said && { channel: said.channel }), ...bare };
  const { pk, sk, at, by } = bare;
  const message = {
    at: Instant.parse(at),
    by,
    ...said,
    pk,
    sk: `${String(sk)}${BEHIND}`,
    ticketId: pk,
    entity: 'message',
  };
  return [fact, message];
}
