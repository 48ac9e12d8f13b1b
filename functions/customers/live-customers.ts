import { policyStore } from '#clocks/policy-store.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { liveKeyring } from '#platform/personal/live-keyring.ts';
import { houseSecret } from '#platform/store/secret.ts';
import { keptFor30Seconds, staffReader } from '#staff/staff-reader.ts';
import { sealedValues } from '#tickets/sealed-values.ts';
import { ticketLists } from '#tickets/ticket-lists.ts';
import { ticketReader } from '#tickets/ticket-reader.ts';
import { timelineReader } from '#tickets/timeline-reader.ts';
import { auditStore } from './audit-store.ts';
import { customerDoor } from './customer-door.ts';
import { customerStore } from './customer-store.ts';
import { mayLook } from './may-look.ts';
import { ownTimeline } from './own-timeline.ts';

/** Customers and what is read beside them, as the entry points hand them to the actions. */
export const liveCustomers = lazily(() => {
  const { table, clock, newId } = live;
  const keys = liveKeyring();
  return {
    clock,
    keyring: liveKeyring,
    customers: customerStore(table),
    door: customerDoor({ table, keyring: liveKeyring, newId }),
    audit: auditStore({ table, keyring: liveKeyring }),
    own: ownTimeline(table),
    staff: keptFor30Seconds(staffReader(table), clock),
    tickets: ticketReader(table),
    lists: ticketLists(table),
    timelines: timelineReader({ table, keys, policies: policyStore(table, clock) }),
    values: sealedValues({ table, keys }),
    mayLook: mayLook(table),
    cursorSecret: lazily(() => houseSecret(table(), 'cursor')),
  };
});
