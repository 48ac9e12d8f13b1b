import { calendarOf } from '#clocks/calendars.ts';
import type { Clock, ClockNote, ClockOrder, Facts } from '#clocks/clock.ts';
import { clockWrite } from '#clocks/clock-item.ts';
import type { Policy } from '#clocks/policy.ts';
import { tend } from '#clocks/tend.ts';
import { eventWrite } from '#platform/events/timeline.ts';
import type { NewId } from '#platform/ids.ts';
import type { PersonKey } from '#platform/personal/keyring.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Put, Write } from '#platform/store/commit.ts';
import { spoken } from './message-writes.ts';
import { saidWith } from './said-with.ts';
import type { ExternalId, Ticket } from './ticket.ts';
import { factsOf } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';
import { ticketEntity } from './ticket-item.ts';
import { sealLastMail } from './ticket-seal.ts';
import { heardAndAnswered } from './unanswered.ts';

/** What is in a ticket's file when somebody acts on it; `key` seals what is said. */
export type File = {
  readonly clocks: readonly Clock[];
  readonly policy: Policy;
  readonly newId: NewId;
  readonly key: PersonKey | undefined;
};

/** Everything one act saves: the ticket at its next version, its facts, its clocks and what was said. */
export function ticketWrites(change: TicketChange, file: File): { saved: Ticket; writes: Write[] } {
  const { next, events, clocks: orders = [], said } = change;
  const at = events[0]?.at ?? next.openedAt;
  const messageId = said && file.newId('message');
  const { unanswered, answered } = heardAndAnswered(next.unanswered, change, messageId, at);
  const mailId = said?.carried?.mailId;
  const lastMail = mailId && file.key ? { lastMail: sealLastMail(next.id, mailId, file.key) } : {};
  const saved = { ...next, ...lastMail, unanswered, version: next.version + 1 };
  const tended = tend(orders, {
    ...{ subject: saved.id, clocks: file.clocks, policy: file.policy, calendarOf, at },
    facts: factsOf(saved) satisfies Facts,
  });
  expectEnd(orders, tended.notes);
  const facts = events.map((event, place) => ({
    ...event,
    id: `${saved.id}.${saved.version}.${place}`,
    ...(place === 0 && tended.notes.length > 0 && { clocks: tended.notes }),
    ...(place === 0 && messageId && { messageId }),
    ...(place === 0 && answered.length > 0 && { answered }),
  }));
  const when = next.version === 0 ? ('absent' as const) : { version: next.version };
  const silent = saved.origin === 'import' && next.version === 0;
  const { message, writes } = spoken(change, { ticket: saved, at, messageId }, file);
  const told = facts.map((fact, place) => {
    const write = silent ? past(eventWrite(fact, place)) : eventWrite(fact, place);
    return message && place === facts.length - 1 ? saidWith(write, message) : write;
  });
  return {
    saved,
    writes: [{ put: ticketEntity.toItem(saved), when }, ...told, ...tended.clocks.map(clockWrite), ...writes],
  };
}

/** A fact that was taken over from elsewhere: on the timeline, but nobody is told. */
const past = ({ put, when }: Put): Put => ({ put: { ...put, entity: 'pastEvent' }, when });

/** The clocks end a pause that is too long, so one that rests none of them would last for ever. */
function expectEnd(orders: readonly ClockOrder[], notes: readonly ClockNote[]): void {
  if (!orders.some((order) => order.do === 'pause') || notes.some(({ did }) => did === 'paused')) return;
  throw new Refusal(
    'conflict',
    'pause.nothing-rests',
    'No promise of this ticket could rest, so there is nothing to pause',
  );
}

/** Claims the number a ticket has in the caller's system, so that no second ticket gets it. */
export function externalIdWrite(externalId: ExternalId, { app, id: ticketId }: Pick<Ticket, 'app' | 'id'>): Write {
  return { put: { ...externalIdKey(externalId, app), entity: 'externalId', ticketId }, when: 'absent' };
}

export const externalIdKey = ({ source, id }: ExternalId, app: string) => ({
  pk: `ext_${app}#${source}#${id}`,
  sk: '@ext',
});
