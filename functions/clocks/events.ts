import type { HouseEvent } from '#platform/events/event.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { ClockKind, Told } from './clock.ts';

/** `plannedAt` is when it was to happen: `at` less `plannedAt` is how late the house looked. */
type OfClock<Type extends string> = HouseEvent & {
  readonly type: Type;
  readonly clock: ClockKind;
  readonly run: number;
  readonly dueAt: Instant;
  readonly plannedAt: Instant;
};

/** The promise will break soon: its owner is told. */
export type ClockWarned = OfClock<'ClockWarned'> & { readonly tell: readonly Told[] };

/** A reminder that is neither a warning nor a breach (the 24-hour rule of a complaint that has its solution: X-04). */
export type ClockReminded = OfClock<'ClockReminded'> & { readonly tell: readonly Told[] };

/** The promise is broken (level 1) or still broken (higher levels): the next people up the path are told. */
export type ClockEscalated = OfClock<'ClockEscalated'> & { readonly level: number; readonly tell: readonly Told[] };

/** A pause reached its longest length and ended by itself. */
export type ClockResumed = OfClock<'ClockResumed'>;

/** A human has seen the escalation: its level climbs no further. */
export type EscalationAcknowledged = HouseEvent & {
  readonly type: 'EscalationAcknowledged';
  readonly level: number;
  readonly clocks: readonly ClockKind[];
};

export type ClockEvent = ClockWarned | ClockReminded | ClockEscalated | ClockResumed | EscalationAcknowledged;

/** New tickets are opened under another policy from now on. */
export type PolicyPublished = HouseEvent & { readonly type: 'PolicyPublished'; readonly reference: string };
