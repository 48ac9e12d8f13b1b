import { calendarOf } from '#clocks/calendars.ts';
import type { Clock, ClockKind, ClockOrder, Facts } from '#clocks/clock.ts';
import { look } from '#clocks/look.ts';
import { standardized } from '#clocks/presets/standardized.ts';
import { type Tended, tend } from '#clocks/tend.ts';
import type { Book } from '#clocks/terms.ts';
import { at, type Instant, plusMinutes } from '#platform/time/instant.ts';

/** An after-sale complaint of class B that came over the web, but for what the test says. */
export const someFacts = (facts: Partial<Facts> = {}): Facts => ({
  kind: 'complaint',
  stage: 'afterSale',
  channel: 'web',
  class: 'B',
  urgency: 'general',
  needsSolutionDesign: false,
  ...facts,
});

export const noon = at('2026-03-02T12:00:00Z');

/** A moment of the day the tests begin on, or so many days later. */
export const on = (time: string, days = 0): Instant => plusMinutes(at(`2026-03-02T${time}Z`), days * 24 * 60);

export const someBook = ({ facts, ...book }: Partial<Omit<Book, 'facts'>> & { facts?: Partial<Facts> } = {}): Book => ({
  subject: 'tkt_1',
  clocks: [],
  policy: standardized,
  calendarOf,
  at: noon,
  facts: someFacts(facts),
  ...book,
});

/** One complaint's clocks as acts and looks change them; every change is read back as the store would give it. */
export class Desk {
  private book: Book;
  constructor(book: Parameters<typeof someBook>[0] = {}) {
    this.book = someBook(book);
  }

  asks(orders: readonly ClockOrder[], when: Instant, facts: Partial<Facts> = {}): Tended {
    this.book = { ...this.book, at: when, facts: { ...this.book.facts, ...facts } };
    const tended = tend(orders, this.book);
    this.keep(tended.clocks);
    return tended;
  }

  looks(kind: ClockKind, when: Instant) {
    const clock = this.clock(kind);
    const change = look(clock, { run: clock.run, at: when }, calendarOf(clock.calendar));
    if (change) this.keep([change.next]);
    return change?.events ?? [];
  }

  clock(kind: ClockKind): Clock {
    const clock = this.book.clocks.find((one) => one.kind === kind);
    if (!clock) throw new Error(`There is no clock ${kind}`);
    return clock;
  }

  private keep(changed: readonly Clock[]): void {
    const kept = this.book.clocks.filter(({ kind }) => !changed.some((one) => one.kind === kind));
    this.book = {
      ...this.book,
      clocks: [...kept, ...changed.map((clock) => ({ ...clock, version: clock.version + 1 }))],
    };
  }
}
