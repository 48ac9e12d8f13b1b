import { unknownYears } from '#platform/time/open-time.ts';
import { acknowledgeClocks } from './acknowledge.ts';
import type { Clock, ClockKind, ClockNote, ClockOrder } from './clock.ts';
import { endClock, isLate } from './end.ts';
import { pauseClock, resumeClock } from './pause.ts';
import { hearReminder } from './remind.ts';
import { replanClock } from './replan.ts';
import { startClock } from './start.ts';
import { type Book, termsOf } from './terms.ts';

/** The clocks that changed (each with the version it was read at), what happened to them, and years whose holidays nobody knew. */
export type Tended = {
  readonly clocks: readonly Clock[];
  readonly notes: readonly ClockNote[];
  readonly unknownYears: readonly number[];
};

type Done = { readonly clock: Clock | undefined; readonly did?: ClockNote['did'] };

/** Carries out what a rule of another room asks of its subject's clocks, in the order it was asked. */
export function tend(orders: readonly ClockOrder[], book: Book): Tended {
  let clocks = book.clocks;
  const notes: ClockNote[] = [];
  for (const order of orders) {
    for (const { clock, did } of carryOut(order, { ...book, clocks })) {
      if (!clock) continue;
      clocks = [...clocks.filter(({ kind }) => kind !== clock.kind), clock];
      const { kind, run, dueAt } = clock;
      if (did) notes.push({ kind, run, did, dueAt, late: isLate(clock, book.at) });
    }
  }
  const changed = clocks.filter((clock) => !book.clocks.includes(clock));
  return { clocks: changed, notes, unknownYears: yearsUnknownTo(changed, book) };
}

function carryOut(order: ClockOrder, book: Book): Done[] {
  const { subject, clocks, at } = book;
  switch (order.do) {
    case 'start': {
      const former = clocks.find(({ kind }) => kind === order.kind);
      return [
        { clock: startClock({ subject, kind: order.kind, former, at }, termsOf(order.kind, book)), did: 'started' },
      ];
    }
    case 'meet':
      return met(order.kind, book);
    case 'cancel':
      return ofKind(order.kind, clocks).map((clock) => ({ clock: endClock(clock, 'cancelled', at), did: 'cancelled' }));
    case 'pause': {
      const pausable: readonly ClockKind[] = book.policy.pause.kinds;
      const resting = clocks.filter(({ kind }) => pausable.includes(kind));
      return resting.map((clock) => ({ clock: pauseClock(clock, { ...order, at }), did: 'paused' }));
    }
    case 'resume':
      return clocks.map((clock) => ({ clock: resumed(clock, book), did: 'resumed' }));
    case 'replan':
      return replanned(book);
    case 'acknowledge': {
      const asked = order.kind ? ofKind(order.kind, clocks) : clocks;
      return acknowledgeClocks(asked, order.level, at).map((clock) => ({ clock, did: 'acknowledged' }));
    }
  }
}

const ofKind = (wanted: ClockKind, clocks: readonly Clock[]) => clocks.filter(({ kind }) => kind === wanted);

function met(kind: ClockKind, { clocks, policy, at }: Book): Done[] {
  const ended = ofKind(kind, clocks).flatMap((clock) => endClock(clock, 'met', at) ?? []);
  const tell = kind === 'solution' && ended.length > 0 ? policy.resolutionReminder?.tell : undefined;
  const heard = tell ? ofKind('resolution', clocks).map((clock) => hearReminder(clock, tell)) : [];
  return [...ended.map((clock): Done => ({ clock, did: 'met' })), ...heard.map((clock) => ({ clock }))];
}

function resumed(clock: Clock, { calendarOf, at }: Book): Clock | undefined {
  const running = clock.state === 'paused' ? resumeClock(clock, calendarOf(clock.calendar), at) : undefined;
  return running && { ...running, run: clock.run + 1 };
}

/** The resolution first: the ways up of the responses end where it is due. */
function replanned(book: Book): Done[] {
  let clocks = book.clocks;
  const first = (kind: ClockKind) => Number(kind !== 'resolution');
  return clocks
    .toSorted((one, other) => first(one.kind) - first(other.kind))
    .map((clock) => {
      const terms = { ...termsOf(clock.kind, { ...book, clocks }), calendar: book.calendarOf(clock.calendar) };
      const next = replanClock(clock, terms, book.at);
      if (next) clocks = [...clocks.filter(({ kind }) => kind !== next.kind), next];
      return { clock: next, did: next?.state === 'cancelled' ? 'cancelled' : 'replanned' } as const;
    });
}

function yearsUnknownTo(clocks: readonly Clock[], { calendarOf }: Book): number[] {
  const years = clocks.flatMap(({ calendar, startedAt, dueAt }) =>
    unknownYears(calendarOf(calendar), startedAt, dueAt),
  );
  return [...new Set(years)].sort();
}
