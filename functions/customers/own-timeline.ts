import { type Actor, isOutside } from '#platform/auth/actor.ts';
import { type Entry, timelinePage } from '#platform/events/timeline-page.ts';
import type { Table } from '#platform/store/table.ts';
import { partitionOf } from './customer-item.ts';
import type { Part } from './merge-timelines.ts';

/** What happened to the record of a customer, newest first. */
export type OwnTimeline = {
  page(customerId: string, wanted: { before?: string | undefined; size: number }, actor: Actor): Promise<Part<Entry>>;
};

export function ownTimeline(table: () => Table): OwnTimeline {
  return {
    page: async (customerId, { before, size }, actor) => {
      const window = { before, size, newestFirst: true };
      const { items, ...place } = await timelinePage(table(), partitionOf(customerId), window);
      return { entries: items.flatMap((item) => shown(item, actor)), ...place };
    },
  };
}

const SHOWN_OUTSIDE = ['CustomerAdded', 'PurchaseRecorded', 'ConsentRecorded'];

/** A fact without its keys; customers see neither how the house works on their record nor who does. */
function shown(
  { pk: _pk, sk, entity: _entity, subject: _subject, by, ...fact }: Record<string, unknown>,
  actor: Actor,
): Entry[] {
  const [place, at, type] = [String(sk), String(fact['at']), String(fact['type'])];
  if (!isOutside(actor)) return [{ ...fact, place, at, type, by }];
  return SHOWN_OUTSIDE.includes(type) ? [{ ...fact, place, at, type }] : [];
}
