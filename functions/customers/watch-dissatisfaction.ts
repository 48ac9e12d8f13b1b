import type { Policies } from '#clocks/policy.ts';
import type { Actor } from '#platform/auth/actor.ts';
import { HOUSE, type HouseEvent } from '#platform/events/event.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { Lost } from '#platform/store/commit.ts';
import type { Clock, Instant } from '#platform/time/instant.ts';
import { isOpen, type TicketId } from '#tickets/ticket.ts';
import type { TicketDoor } from '#tickets/ticket-door.ts';
import { careDuty, type Reach } from './care-duty.ts';
import { type CareStore, careWrite } from './care-store.ts';
import { clearOf } from './clear-of.ts';
import type { Known } from './customer.ts';
import type { CustomerStore } from './customer-store.ts';
import { type Dissatisfaction, dissatisfactionIn, isRepeated } from './dissatisfied.ts';
import { familyOf } from './family.ts';

type Needs = {
  readonly customers: Pick<CustomerStore, 'followed' | 'records'>;
  readonly care: CareStore;
  readonly tickets: Pick<TicketDoor, 'find' | 'open'>;
  readonly policies: Pick<Policies, 'active'>;
  readonly keyring: () => Keyring;
  readonly clock: Clock;
};

const BY_HOUSE: Actor = { id: HOUSE, roles: ['admin'], app: HOUSE };

/** Opens one care follow-up for whoever was dissatisfied several times of late, and not a second while one is owed (CUS-07). */
export const watchDissatisfaction =
  (needs: Needs) =>
  async (event: HouseEvent): Promise<void> => {
    const said = dissatisfactionIn(event);
    const customer = said && (await customerOf(said, needs));
    if (!customer) return;
    const { care, policies, tickets } = needs;
    const { repeatedDissatisfaction: limits } = await policies.active();
    await care.remember({ customerId: customer.id, about: said.about, at: said.at }, limits.withinMinutes);

    const last = await care.last(customer.id);
    const owed = last && (await tickets.find(last.ticketId));
    if (last?.eventId === said.eventId || (owed && isOpen(owed))) return;
    const at = needs.clock();
    if (!isRepeated(await care.said(customer.id), limits, last, at)) return;
    await open(customer, { eventId: said.eventId, at, version: last?.version ?? 0 }, needs);
  };

/** Whose it is, over every merge; nobody who is not on record, or was erased. */
async function customerOf({ customerId, ticketId }: Dissatisfaction, { customers, tickets }: Needs) {
  const id = customerId ?? (ticketId && (await tickets.find(ticketId))?.requester.customerId);
  return id === undefined ? undefined : (await customers.followed([id])).get(id);
}

type Straw = { readonly eventId: string; readonly at: Instant; readonly version: number };

async function open(customer: Known, { eventId, at, version }: Straw, needs: Needs): Promise<void> {
  const { id: customerId } = customer;
  const reach = await reachOf(customer, needs);
  const also = ({ id }: { readonly id: TicketId }) => [
    careWrite({ customerId, ticketId: id, openedAt: at, eventId, version }),
  ];
  try {
    await needs.tickets.open(careDuty(customer, reach), { by: BY_HOUSE, at, origin: 'house', proven: true, also });
  } catch (error) {
    const meanwhile = error instanceof Lost && error.items.some(({ entity }) => entity === 'care');
    if (!meanwhile) throw error;
  }
}

/** The name, and the first number and address that were proven, under whatever record. */
async function reachOf(customer: Known, { customers, keyring }: Needs): Promise<Reach> {
  const all = await Promise.all(
    (await familyOf(customer, customers)).map(async (one) => {
      const proven = { ...one, contacts: one.contacts.filter((contact) => contact.proven) };
      return clearOf(proven, ['name', 'phone', 'email'], await keyring().find(one.id));
    }),
  );
  const first = (kind: string) => all.flatMap(({ contacts }) => contacts).find((one) => one.kind === kind)?.value.text;
  const name = all.flatMap((one) => one.name?.text ?? [])[0];
  const [phone, email] = [first('phone'), first('email')];
  return { ...(name && { name }), ...(phone && { phone }), ...(email && { email }) };
}
