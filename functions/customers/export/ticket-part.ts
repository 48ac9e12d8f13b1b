import type { CallReader } from '#intake/spoken/call-reader.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { placeInLists } from '#tickets/place-in-lists.ts';
import { readValues, type SealedValues } from '#tickets/sealed-values.ts';
import type { Ticket } from '#tickets/ticket.ts';
import type { TicketLists } from '#tickets/ticket-lists.ts';
import type { TicketReader } from '#tickets/ticket-reader.ts';
import { contactOf, lastMailOf, subjectOf } from '#tickets/ticket-seal.ts';
import type { TimelineReader } from '#tickets/timeline-reader.ts';
import type { LinkFile } from './copied-file.ts';
import type { Part, Piece } from './piece.ts';

export type TicketNeeds = {
  readonly lists: TicketLists;
  readonly tickets: TicketReader;
  readonly timelines: Pick<TimelineReader, 'clear'>;
  readonly values: Pick<SealedValues, 'of'>;
  readonly calls: CallReader;
  readonly keyring: () => Keyring;
  readonly link: LinkFile;
};

const AT_ONCE = 20;
const MESSAGES_AT_ONCE = 5; // of 100 KB each at the most: what was said, what was quoted, the names of twenty files

/**
 * Every ticket of a person, newest first, with every word that was said on it, what was taken out of the words, and its calls. One
 * with many messages comes in several pieces: behind the first they name the ticket and its next messages only.
 */
export function ticketPart(ids: readonly string[], needs: TicketNeeds): Part {
  return async function* (after) {
    const { given, place } = placeOf(after);
    const begun = place === undefined ? undefined : await needs.tickets.find(place.slice(place.indexOf('#') + 1));
    if (begun) yield* piecesOf(begun, given, needs);
    for (let from = place; ; ) {
      const page = await needs.lists.list({ customerIds: ids }, AT_ONCE, from);
      for (const ticket of page.items) yield* piecesOf(ticket, undefined, needs);
      if (page.after === undefined) return;
      from = page.after;
    }
  };
}

/** How many messages of which ticket were given. */
function placeOf(after: string | undefined): { readonly given?: number; readonly place?: string } {
  const [, given, place] = /^(\d+) (.+)$/.exec(after ?? '') ?? [];
  return place === undefined ? {} : { given: Number(given), place };
}

async function* piecesOf(ticket: Ticket, given: number | undefined, needs: TicketNeeds): AsyncGenerator<Piece> {
  const messages = await needs.timelines.clear(ticket);
  const head = given === undefined ? await headOf(ticket, needs) : {};
  for (let from = given ?? 0; from < messages.length || (from === 0 && given === undefined); from += MESSAGES_AT_ONCE) {
    const said = messages.slice(from, from + MESSAGES_AT_ONCE);
    const files = await Promise.all(said.flatMap(elsewhere).map((key) => needs.link({ key })));
    const part = { id: ticket.id, ...(from === 0 && head), messages: said };
    yield { place: `${from + said.length} ${placeInLists(ticket)}`, lists: { tickets: [part], files } };
  }
}

/** A mail that was too large to be moved lies where it arrived. */
const elsewhere = ({ raw }: Readonly<Record<string, unknown>>): string[] =>
  typeof raw === 'string' && raw.startsWith('incoming/') ? [raw] : [];

async function headOf(ticket: Ticket, { values, calls, keyring }: TicketNeeds) {
  const [house, key] = await Promise.all([keyring().house(), keyring().find(ticket.requester.customerId)]);
  const [sealedValues, heard] = await Promise.all([values.of(ticket), calls.of(ticket.id, key)]);
  const { kind, stage, channel, status, openedAt, orderNumber, externalId, app, served, complaint } = ticket;
  const { name, phone, email } = contactOf(ticket, key);
  const lastMail = lastMailOf(ticket, key);
  return {
    ...{ kind, stage, channel, status, class: ticket.class, openedAt, orderNumber, externalId, app, served, complaint },
    subject: subjectOf(ticket, house),
    contact: {
      ...(name && { name: name.text }),
      ...(phone && { phone: phone.text }),
      ...(email && { email: email.text }),
    },
    ...(lastMail !== undefined && { lastMail }),
    ...(sealedValues.length > 0 && { sealedValues: readValues(sealedValues) }),
    ...(heard.length > 0 && { calls: heard }),
  };
}
