import type { Instant } from '#platform/time/instant.ts';

/**
 * A fact about one subject, as the table keeps it and the bus carries it: ids and words of our own, never what a person typed.
 * `id` is made from the subject and its version (or clock run and level), so the same fact told twice has the same id.
 */
export type HouseEvent = {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly at: Instant;
  readonly by: string;
};

/** Who acted when nobody did: the house itself. */
export const HOUSE = 'kefu';

/** What a rule says happened; the store adds the id. */
export type Told<Event extends HouseEvent> = Event extends HouseEvent ? Omit<Event, 'id'> : never;
