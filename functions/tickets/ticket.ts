import * as z from 'zod';
import type { ClockKind } from '#clocks/clock.ts';
import { Complaint } from '#complaints/complaint.ts';
import { reference } from '#platform/http/text.ts';
import { idPattern } from '#platform/ids.ts';
import { Sealed } from '#platform/personal/sealed.ts';
import { Instant } from '#platform/time/instant.ts';

export const TicketId = z.string().regex(idPattern('ticket'), 'is not the id of a ticket').brand<'TicketId'>();
export type TicketId = z.infer<typeof TicketId>;

export const Kind = z.enum(['enquiry', 'complaint', 'feedback']);
export const Stage = z.enum(['preSale', 'inSale', 'afterSale']);
export const Channel = z.enum([
  'phone',
  'web',
  'app',
  'miniProgram',
  'chat',
  'email',
  'sms',
  'social',
  'offlineOutlet',
]);
export const IssueClass = z.enum(['A', 'B', 'C']);
export const Urgency = z.enum(['urgent', 'general']);
export const Language = z.enum(['zh-CN', 'en']);
export type IssueClass = z.infer<typeof IssueClass>;
export type Channel = z.infer<typeof Channel>;

/** What of a customer decided how they were served, as it was when the ticket was opened (CUS-02, CUS-05, CUS-14). */
export const Served = z.strictObject({
  type: z.enum(['new', 'old']),
  tier: z.string().optional(),
  vip: z.boolean().optional(),
  elderly: z.boolean().optional(),
  business: z.boolean().optional(),
});
export type Served = z.infer<typeof Served>;

/**
 * Whoever asked: name, number and address masked, and sealed as they were given. `proven` says that number and address are theirs:
 * they wrote from there, or whoever told of them verified it. `vouched`: an app or a person of the house named them, and nobody
 * verified it; they are written to all the same. `forged`: a check of the sender failed.
 */
export const Requester = z.strictObject({
  customerId: reference(64),
  name: z.string().optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
  contact: Sealed.optional(),
  proven: z
    .boolean()
    .describe('the number and the address are theirs: they wrote from there, or whoever told of them verified it'),
  vouched: z
    .literal(true)
    .optional()
    .describe('an app or a person of the house named them and nobody verified it: they are written to all the same'),
  forged: z.literal(true).optional(),
  language: Language,
});
export type Requester = z.infer<typeof Requester>;

/** Whether the house writes there as to its customer: it is proven, or somebody it trusts named it. */
export const isTrusted = ({ proven, vouched }: Pick<Requester, 'proven' | 'vouched'>): boolean =>
  proven || vouched === true;

/** How to reach somebody, in the clear: in memory only, and sealed as `contact`. */
export const Contact = z.strictObject({
  name: z.string().optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
});
export type Contact = z.infer<typeof Contact>;

/** The number a ticket has in the caller's own system; one source gives each number once. */
export const ExternalId = z.strictObject({ source: reference(40), id: reference(80) });
export type ExternalId = z.infer<typeof ExternalId>;

/** Why the clocks rest, since when, and when they run again at the latest. */
export const Pause = z.strictObject({ reason: z.string(), since: Instant, until: Instant });

const Common = z.object({
  id: TicketId,
  kind: Kind,
  stage: Stage,
  channel: Channel,
  subject: Sealed,
  requester: Requester,
  served: Served.optional(),
  /** Who opened it when it was not its customer: the house as a duty, or an import. */
  origin: z.enum(['house', 'import']).optional(),
  linkedTo: TicketId.optional(),
  app: z.string(),
  orderNumber: z.string().optional(),
  externalId: ExternalId.optional(),
  urgency: Urgency,
  affectedCustomers: z.int().min(1),
  majorLoss: z.boolean(),
  needsSolutionDesign: z.boolean(),
  class: IssueClass,
  classBecause: z.string(),
  department: z.string(),
  policy: z.string(),
  openedAt: Instant,
  firstRepliedAt: Instant.optional(),
  lastMail: Sealed.optional(),
  unanswered: z.array(z.strictObject({ messageId: z.string(), at: Instant })).default([]),
  reopened: z.int().min(0),
  erasedAt: Instant.optional(),
  complaint: Complaint.optional(),
  version: z.int().min(0),
});
const Held = Common.extend({ assigneeId: z.string() });

/** The unit of work for one customer's issue. Somebody holds it exactly when its status says so. */
export const Ticket = z.discriminatedUnion('status', [
  Common.extend({ status: z.literal('received') }),
  Held.extend({ status: z.literal('assigned') }),
  Held.extend({ status: z.literal('inProgress') }),
  Held.extend({ status: z.literal('waiting'), pause: Pause }),
  Held.extend({ status: z.literal('reopened') }),
  Held.extend({ status: z.literal('resolved'), resolvedAt: Instant }),
  Held.extend({
    status: z.literal('closed'),
    resolvedAt: Instant,
    closedAt: Instant,
    /** Whose it was is erased: the house ended it, whatever was still owed. */
    closedBecause: z.literal('personErased').optional(),
  }),
]);
export type Ticket = z.infer<typeof Ticket>;
export type Status = Ticket['status'];
export type HeldTicket = Exclude<Ticket, { status: 'received' }>;

export const Status = z.enum(['received', 'assigned', 'inProgress', 'waiting', 'reopened', 'resolved', 'closed']);

const OPEN: readonly Status[] = ['received', 'assigned', 'inProgress', 'waiting', 'reopened'];

/** Work is still owed on it. */
export const isOpen = ({ status }: Ticket): boolean => OPEN.includes(status);

/** What a customer is shown: 待处理, 处理中, 已完成 (CH-11). */
export function publicStatus({ status }: Ticket): 'pending' | 'processing' | 'done' {
  if (status === 'received' || status === 'assigned') return 'pending';
  return status === 'resolved' || status === 'closed' ? 'done' : 'processing';
}

/** A file that came with a message: the bucket has it under `key`. */
const Attachment = z.strictObject({ key: z.string(), name: Sealed, type: z.string(), bytes: z.int().min(0) });

/** What was said on a ticket: to the customer, or among colleagues only. Text is sealed with the key of the ticket's customer. */
export const Message = z.object({
  id: z.string(),
  ticketId: TicketId,
  at: Instant,
  by: z.string(),
  from: z.enum(['customer', 'staff', 'house']),
  visibility: z.enum(['public', 'internal']),
  /** The way it came by, when it is not the ticket's. */
  channel: Channel.optional(),
  about: z.enum(['issue', 'greeting', 'reply', 'note', 'solution', 'record', 'followUp', 'reason']),
  text: Sealed,
  subject: Sealed.optional(),
  rest: Sealed.optional(),
  html: z.string().optional(),
  raw: z.string().optional(),
  attachments: z.array(Attachment).optional(),
});
export type Message = z.infer<typeof Message>;

/** What the clocks must know of a ticket. */
export const factsOf = ({ kind, stage, channel, urgency, needsSolutionDesign, class: issueClass }: Ticket) => ({
  kind,
  stage,
  channel,
  urgency,
  needsSolutionDesign,
  class: issueClass,
});

/** The clocks that every ticket starts with, where its policy knows a limit. */
export const OPENING_CLOCKS: readonly z.infer<typeof ClockKind>[] = [
  'firstResponse',
  'classResponse',
  'solution',
  'resolution',
];
