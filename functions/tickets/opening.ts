import type { Policies } from '#clocks/policy.ts';
import type { CustomerDoor } from '#customers/customer-door.ts';
import { type Actor, isOutside } from '#platform/auth/actor.ts';
import type { NewId } from '#platform/ids.ts';
import type { HouseKey, Keyring } from '#platform/personal/keyring.ts';
import { worksHere } from '#staff/staff.ts';
import type { StaffReader } from '#staff/staff-reader.ts';
import { expectImpersonal } from './impersonal.ts';
import type { Opening } from './open.ts';
import type { OpenTicket } from './open-ticket.ts';
import { orderNumbersOf } from './order-numbers.ts';
import { TicketId } from './ticket.ts';
import { requesterOf, sealSubject } from './ticket-seal.ts';
import { vouched } from './vouched.ts';

export type OpeningNeeds = {
  readonly policies: Policies;
  readonly customers: CustomerDoor;
  readonly keys: Keyring;
  readonly staff: StaffReader;
  readonly newId: NewId;
};

type How = Omit<Opening, 'id' | 'requester' | 'subject' | 'served' | 'policy'> & {
  /** Whether they are known to be who they say; else whoever asks decides. */
  readonly proven?: boolean | undefined;
  readonly forged?: true | undefined;
  /** Their other names, such as the one a messenger gave them. */
  readonly openId?: string | undefined;
  readonly newCustomerId?: string | undefined;
};

type Prepared = { readonly opening: Opening; readonly house: HouseKey; readonly suggestions: readonly string[] };

/** Who asks, recognised over all channels and sealed; everything `open` needs and may not look up itself. */
export async function openingOf(asked: OpenTicket, how: How, needs: OpeningNeeds): Promise<Prepared> {
  const { customers, keys, policies, newId } = needs;
  const { proven: known, forged, openId, newCustomerId, ...given } = how;
  await expectImpersonal(asked, policies);
  const { customerId: _account, language, verified = false, ...contact } = asked.requester;
  const { proven, kept } = vouched({ known, verified, by: how.by, contact });
  const account = accountOf(asked, how.by);
  const [policy, house, recognised] = await Promise.all([
    policies.active(),
    keys.house(),
    customers.recognise(
      {
        ...contact,
        account,
        openId,
        app: appOf(how.by),
        newId: newCustomerId,
        told: !isOutside(how.by),
        inTouch: isTheirs(how),
        proven,
        language,
      },
      how.at,
    ),
  ]);
  const { customerId, suggestions, profile } = recognised;
  const { dedicatedContact, type, tier, ...flags } = profile;
  const served = { type, ...(tier && { tier }), ...raised(flags) };
  const id = TicketId.parse(newId('ticket'));
  const whoever = { ...contact, customerId, language, ...kept, ...(forged && { forged }) };
  const requester = requesterOf(whoever, id, await keys.of(customerId));
  const subject = sealSubject(house, id, asked.subject, {
    names: contact.name ? [contact.name] : [],
    orderNumbers: orderNumbersOf({ orderNumber: asked.orderNumber }, policy),
  });
  const opening = { ...given, id, requester, subject, served, policy };
  return { opening: { ...opening, ...(await stillHere(dedicatedContact, needs)) }, house, suggestions };
}

/** Its customer asked: it is neither a duty of the house nor taken over from elsewhere. */
const isTheirs = ({ origin = 'customer' }: How): boolean => origin === 'customer';

/** Whoever looks after this customer in person, unless they have left: then the ticket is everybody's. */
async function stillHere(dedicatedContact: string | undefined, { staff }: OpeningNeeds) {
  if (dedicatedContact === undefined || !worksHere(await staff.directory(), dedicatedContact)) return {};
  return { dedicatedContact };
}

/** The flags that are set; most customers have none. */
const raised = (flags: Readonly<Record<'vip' | 'elderly' | 'business', boolean>>) =>
  Object.fromEntries(Object.entries(flags).filter(([, set]) => set));

/** The app that speaks for the customer; whoever signed in themself, and whoever serves, comes by none. */
const appOf = (by: Actor): string | undefined =>
  by.roles.includes('customerApp') && isOutside(by) ? by.app : undefined;

function accountOf({ requester }: OpenTicket, by: Actor): string | undefined {
  return isOutside(by) && by.roles.includes('customer') ? by.id : requester.customerId;
}
