import { auditStore } from '#customers/audit-store.ts';
import { careStore } from '#customers/care-store.ts';
import { customerStore } from '#customers/customer-store.ts';
import { linkCopied } from '#customers/export/copied-file.ts';
import { exportFor, exportOwn } from '#customers/export/export-customer.ts';
import { mayCopy } from '#customers/export/may-copy.ts';
import { ownTimeline } from '#customers/own-timeline.ts';
import { heldCopy } from '#intake/copy/held-copy.ts';
import { callReader } from '#intake/spoken/call-reader.ts';
import { suppressions } from '#intake/suppression/suppression-store.ts';
import { toldReader } from '#notices/told.ts';
import type { Actor } from '#platform/auth/actor.ts';
import type { Table } from '#platform/store/table.ts';
import { plusMinutes } from '#platform/time/instant.ts';
import { askedReader } from '#surveys/asked-reader.ts';
import { sealedValues } from '#tickets/sealed-values.ts';
import { ticketLists } from '#tickets/ticket-lists.ts';
import { ticketReader } from '#tickets/ticket-reader.ts';
import { timelineReader } from '#tickets/timeline-reader.ts';
import { noon } from '../clocks/some.ts';
import type { anIntake } from './an-intake.ts';

export type Copy = Readonly<Record<string, Record<string, unknown>[]>> & {
  readonly meta: { readonly hasMore: boolean; readonly afterCursor?: string };
};

const officer: Actor = { id: 'bao', roles: ['privacyOfficer'], app: 'desk' };
const LATER = 180;

/** Takes copies of what came in to this house, as the officer or as the customer. */
export function copies(table: Table, house: ReturnType<typeof anIntake>) {
  const clock = () => plusMinutes(noon, LATER);
  const { keys, files, policies } = house;
  const base = { table: () => table, keyring: () => keys };
  const needs = {
    ...{ ...base, clock, customers: customerStore(base.table), door: house.customers, audit: auditStore(base) },
    ...{ own: ownTimeline(base.table), lists: ticketLists(base.table), tickets: ticketReader(base.table) },
    timelines: timelineReader({ ...base, keys, policies }),
    values: sealedValues({ ...base, keys }),
    calls: callReader(base.table),
    held: heldCopy({ ...base, keys: () => keys }),
    suppressions: suppressions(base.table),
    told: toldReader(base.table),
    asked: askedReader(base.table),
    link: linkCopied({ links: { download: async (key, name) => `https://files.example/${name}?${key}` }, clock }),
    list: async function* (prefix: string, after = '') {
      for (const key of [...files.all.keys()].filter((one) => one.startsWith(prefix) && one > after).sort()) {
        yield { key, bytes: files.all.get(key)?.length ?? 0 };
      }
    },
    care: careStore(base.table),
    mayCopy: mayCopy(base),
    cursorSecret: async () => 'secret',
  };
  const asked = (customerId: string, actor: Actor, after?: string) =>
    ({
      ...{ path: { customerId }, query: { ...(after && { 'page[after]': after }) }, body: { reason: 'by letter' } },
      ...{ actor, keep: () => ({ writes: () => [] }), language: 'en', from: '' },
    }) as never;
  return {
    needs,
    copyOf: async (id: string, after?: string) =>
      (await exportFor(needs)(asked(id, officer, after))).body as unknown as Copy,
    ownCopyOf: async (id: string, by = id, after?: string, roles: Actor['roles'] = ['customer']) =>
      (await exportOwn(needs)(asked(id, { id: by, roles, app: 'shop-app' }, after))).body as unknown as Copy,
  };
}
