import { calendarOf } from '#clocks/calendars.ts';
import type { Clock, ClockNote, ClockOrder, Facts } from '#clocks/clock.ts';
import { clockWrite } from '#clocks/clock-item.ts';
import type { Policy } from '#clocks/policy.ts';
import { tend } from '#clocks/tend.ts';
import { eventWrite } from '#platform/events/timeline.ts';
import type { NewId } from '#platform/ids.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Write } from '#platform/store/commit.ts';
import type { ExternalId, Ticket } from './ticket.ts';
import { factsOf } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';
import { messageEntity, ticketEntity } from './ticket-item.ts';

/** What is in a ticket's file when somebody acts on it. */
export type File = { readonly clocks: readonly Clock[]; readonly policy: Policy; readonly newId: NewId };

/** Everything one act saves: the ticket at its next version, its facts, its clocks and what was said. */
export function ticketWrites(
  { next, events, clocks: orders = [], said }: TicketChange,
  file: File,
): { saved: Ticket; writes: Write[] } {
  const saved = { ...next, version: next.version + 1 };
  const at = events[0]?.at ?? saved.openedAt;
  const book = {
    subject: saved.id,
    clocks: file.clocks,
    policy: file.policy,
    calendarOf,
    facts: factsOf(saved) satisfies Facts,
    at,
  };
  const tended = tend(orders, book);
  expectEnd(orders, tended.notes);
  const messageId = said && file.newId('message');
  const facts = events.map((event, place) => ({
    ...event,
    id: `${saved.id}.${saved.version}.${place}`,
    ...(place === 0 && tended.notes.length > 0 && { clocks: tended.notes }),
    ...(place === 0 && messageId && { messageId }),
  }));
  const when = next.version === 0 ? ('absent' as const) : { version: next.version };
  return {
    saved,
    writes: [
      { put: ticketEntity.toItem(saved), when },
      ...facts.map(eventWrite),
      ...tended.clocks.map(clockWrite),
      ...(said && messageId
        ? [messageWrite({ ...said, id: messageId, ticketId: saved.id, at, by: events[0]?.by ?? saved.app })]
        : []),
    ],
  };
}

/** The clocks end a pause that is too long, so one that rests none of them would last for ever. */
function expectEnd(orders: readonly ClockOrder[], notes: readonly ClockNote[]): void {
  if (!orders.some((order) => order.do === 'pause') || notes.some(({ did }) => did === 'paused')) return;
  throw new Refusal(
    'conflict',
    'pause.nothing-rests',
    'No promise of this ticket could rest, so there is nothing to pause',
  );
}

function messageWrite(message: Parameters<typeof messageEntity.toItem>[0]): Write {
  return { put: messageEntity.toItem(message), when: 'absent' };
}

/** Claims the number a ticket has in the caller's system, so that no second ticket gets it. */
export function externalIdWrite({ source, id }: ExternalId, { app, id: ticketId }: Pick<Ticket, 'app' | 'id'>): Write {
  return { put: { pk: `ext_${app}#${source}#${id}`, sk: '@ext', entity: 'externalId', ticketId }, when: 'absent' };
}
