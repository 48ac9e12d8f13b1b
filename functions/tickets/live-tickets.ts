import { policyStore } from '#clocks/policy-store.ts';
import { customerDoor } from '#customers/customer-door.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { liveKeyring } from '#platform/personal/live-keyring.ts';
import { keptFor30Seconds, staffReader } from '#staff/staff-reader.ts';
import { ticketLists } from './ticket-lists.ts';
import { ticketStore } from './ticket-store.ts';

/** Tickets and what an act on them needs, as the entry points of several rooms hand them to the actions. */
export const liveTickets = lazily(() => {
  const keys = liveKeyring();
  const policies = policyStore(live.table, live.clock);
  const customers = customerDoor({ table: live.table, keyring: () => keys, newId: live.newId });
  const tickets = ticketStore({ ...live, policies, keys });
  const staff = keptFor30Seconds(staffReader(live.table), live.clock);
  return { ...live, staff, keys, policies, customers, tickets, lists: ticketLists(live.table) };
});
