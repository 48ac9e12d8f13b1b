import { NO_APP } from '#platform/auth/actor.ts';
import { Clear } from '#platform/personal/clear.ts';
import { holdersOf, type Person, type StaffDirectory, type StaffRole } from '#staff/staff.ts';
import { isTrusted, type Ticket } from '#tickets/ticket.ts';
import type { ClearContact } from '#tickets/ticket-seal.ts';
import { mayReachStranger } from './may-reach-stranger.ts';
import type { Channel } from './notice.ts';
import type { Telling } from './tell.ts';

/** One notice to be given: to whom on which channel, and where that is. `none` has no way to them and is only recorded. */
export type Addressed = {
  readonly personId: string;
  readonly channel: Channel;
  /** Prints `[sealed]` until it is sent to. */
  readonly address?: Clear;
  readonly language: 'zh-CN' | 'en';
  readonly fallbackFor?: StaffRole;
  readonly telling: Telling;
  /** For a customer: how their ticket came in. */
  readonly cameIn?: Ticket['channel'];
  /** Nobody proved that this is the customer's. */
  readonly stranger?: true;
  /** The customer sees answers where they asked: an app or a page shows them. */
  readonly hasPlace?: true;
};

/** What the deployment can send, and the mail address of the last resort. */
type Ways = { readonly mail: boolean; readonly sms: boolean; readonly lastResort?: string | undefined };

type Book = {
  readonly ticket: Ticket;
  readonly contact: ClearContact;
  readonly directory: StaffDirectory;
  readonly ways: Ways;
};
type Reach = { readonly email?: Clear | string | undefined; readonly phone?: Clear | string | undefined };
type Way = { readonly channel: Channel; readonly address?: Clear };

const NO_WAY: Way = { channel: 'none' };
const SHORT_MESSAGE_FROM_LEVEL = 1; // a warning can wait for the mail, a breach cannot

/** Who exactly is told on which channels; nobody twice on one channel, and no address twice. */
export function address(tellings: readonly Telling[], book: Book): Addressed[] {
  const seen = new Set<string>();
  return tellings
    .flatMap((telling) => addressed(telling, book))
    .filter(({ personId, channel, address: where, telling }) => {
      const side = telling.to.who === 'customer' ? 'customer' : 'staff'; // no customer's address silences somebody of the house
      const marks = [personId, ...(where ? [where.text] : [])].map((one) => `${side} ${channel} ${one}`);
      const known = marks.some((mark) => seen.has(mark));
      for (const mark of marks) seen.add(mark);
      return !known;
    });
}

function addressed(telling: Telling, book: Book): Addressed[] {
  const { to } = telling;
  switch (to.who) {
    case 'customer':
      return toCustomer(telling, book);
    case 'owner':
      return toOwner(telling, book);
    case 'person':
      return toPerson(to.id, telling, book);
    case 'role':
      return toRole(to.role, telling, book);
  }
}

/** An address that a stranger named may be anybody's: not everything goes there. */
function toCustomer(telling: Telling, { ticket, contact, ways }: Book): Addressed[] {
  const { requester, channel } = ticket;
  const mail = mailTo(contact, ways);
  const sms = smsTo(contact, ways);
  const cameByPhone = channel === 'phone' || channel === 'sms';
  const known = cameByPhone ? [...sms, ...mail] : [...mail, ...sms];
  const may = (one: Way) => isTrusted(requester) || mayReachStranger(requester, telling.template, one.channel);
  const way = known.find(may) ?? NO_WAY;
  const marks = {
    ...(!isTrusted(requester) && { stranger: true as const }),
    ...(hasPlace(ticket) && { hasPlace: true as const }),
  };
  return [{ personId: requester.customerId, ...way, language: requester.language, telling, cameIn: channel, ...marks }];
}

const PLACES: readonly Ticket['channel'][] = ['web', 'app', 'miniProgram', 'chat'];

/** The form on a page shows its number once, and nothing else ever. */
const hasPlace = ({ channel, app }: Ticket): boolean => PLACES.includes(channel) && app !== NO_APP;

/** When nobody holds the ticket, or who holds it has left, it is the team leader's. */
function toOwner(telling: Telling, book: Book): Addressed[] {
  const { ticket, directory } = book;
  const holder = 'assigneeId' in ticket ? ticket.assigneeId : undefined;
  const left = directory.people.some(({ id, active }) => id === holder && !active);
  return holder === undefined || left ? toRole('teamLeader', telling, book) : toPerson(holder, telling, book);
}

/** Somebody the directory does not know is told on the desk only. */
function toPerson(id: string, telling: Telling, { directory, ways }: Book): Addressed[] {
  const known = directory.people.find((person) => person.id === id);
  if (known) return toKnown(known, telling, ways);
  return [{ personId: id, channel: 'inApp', language: 'zh-CN', telling }];
}

function toKnown(person: Person, telling: Telling, ways: Ways): Addressed[] {
  const { id: personId, language } = person;
  const found: Way[] = [
    { channel: 'inApp' },
    ...mailTo(person, ways),
    ...(isUrgent(telling) ? smsTo(person, ways) : []),
  ];
  return found.map((way) => ({ personId, ...way, language, telling }));
}

function toRole(role: StaffRole, telling: Telling, { directory, ways }: Book): Addressed[] {
  const holders = holdersOf(directory, role);
  if (holders.length > 0) return holders.flatMap((person) => toKnown(person, telling, ways));
  const reach = directory.fallbacks[role] ?? {};
  const mail = mailTo(reach, ways);
  const sms = isUrgent(telling) || mail.length === 0 ? smsTo(reach, ways) : [];
  const own = [...mail, ...sms].map((way) => ({ personId: `fallback.${role}`, ...way }));
  const last = mailTo({ email: ways.lastResort }, ways).map((way) => ({ personId: 'fallback.house', ...way }));
  const found = own.length > 0 ? own : last.length > 0 ? last : [{ personId: `fallback.${role}`, ...NO_WAY }];
  return found.map((way) => ({ ...way, language: 'zh-CN', fallbackFor: role, telling }));
}

const isUrgent = ({ level = 0 }: Telling) => level >= SHORT_MESSAGE_FROM_LEVEL;

function mailTo({ email }: Reach, ways: Ways): Way[] {
  return ways.mail && email !== undefined ? [{ channel: 'mail', address: clear(email) }] : [];
}

/** Text messages need the number with its country code. */
function smsTo({ phone }: Reach, ways: Ways): Way[] {
  const number = phone === undefined ? undefined : clear(phone);
  return ways.sms && number?.text.startsWith('+') ? [{ channel: 'sms', address: number }] : [];
}

/** The staff's lie in the clear, and customers' were opened: from here on neither shows. */
const clear = (given: Clear | string): Clear => (given instanceof Clear ? given : new Clear(given));
