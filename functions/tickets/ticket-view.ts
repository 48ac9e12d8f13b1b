import * as z from 'zod';
import { type Complaint, phaseOf } from '#complaints/complaint.ts';
import { type Actor, isOutside } from '#platform/auth/actor.ts';
import type { HouseKey } from '#platform/personal/keyring.ts';
import { Instant } from '#platform/time/instant.ts';
import { numberOf } from './number.ts';
import {
  Channel,
  ExternalId,
  IssueClass,
  Kind,
  Pause,
  publicStatus,
  Requester,
  Served,
  Stage,
  Status,
  type Ticket,
  TicketId,
  Urgency,
} from './ticket.ts';
import { subjectOf } from './ticket-seal.ts';

/** A ticket as the API shows it. */
export const TicketView = z.object({
  id: TicketId,
  /** What messages call it by, and people on the telephone. */
  number: z.string(),
  status: Status,
  publicStatus: z.enum(['pending', 'processing', 'done']),
  kind: Kind,
  stage: Stage,
  channel: Channel,
  subject: z.string(),
  requester: Requester.omit({ contact: true }),
  served: Served.optional(),
  origin: z.string().optional(),
  linkedTo: TicketId.optional(),
  orderNumber: z.string().optional(),
  externalId: ExternalId.optional(),
  urgency: Urgency,
  class: IssueClass,
  openedAt: Instant,
  firstRepliedAt: Instant.optional(),
  unanswered: z.array(z.object({ messageId: z.string(), at: Instant })).optional(),
  resolvedAt: Instant.optional(),
  closedAt: Instant.optional(),
  closedBecause: z.literal('personErased').optional(),
  pause: Pause.optional(),
  reopened: z.int(),
  complaint: z
    .object({
      phase: z.enum(['accepted', 'solutionOffered', 'agreed', 'rejected', 'followedUp']),
      offer: z.object({ number: z.int(), type: z.string(), at: Instant, decision: z.string() }).optional(),
      followUp: z.object({ at: Instant, satisfied: z.boolean(), satisfaction: z.int() }).optional(),
      category: z.string().optional(),
    })
    .optional(),
  assigneeId: z.string().optional(),
  classBecause: z.string().optional(),
  department: z.string().optional(),
  affectedCustomers: z.int().optional(),
  majorLoss: z.boolean().optional(),
  needsSolutionDesign: z.boolean().optional(),
  policy: z.string().optional(),
  version: z.int(),
});
export type TicketView = z.infer<typeof TicketView>;

/** What this person may see of a ticket, masked: staff all of it, customers nothing of how the house works on it. */
export function ticketView(ticket: Ticket, actor: Actor, house: HouseKey | undefined): TicketView {
  const { id, status, kind, stage, channel, orderNumber, externalId, urgency, openedAt } = ticket;
  const { contact: _contact, ...requester } = ticket.requester;
  const subject = subjectOf(ticket, house);
  const { firstRepliedAt, reopened, version, complaint } = ticket;
  return {
    ...{ id, number: numberOf(id) },
    ...{ status, publicStatus: publicStatus(ticket), kind, stage, channel, subject, requester, orderNumber },
    ...{ externalId, urgency, class: ticket.class, openedAt, firstRepliedAt, reopened, version },
    ...('resolvedAt' in ticket && { resolvedAt: ticket.resolvedAt }),
    ...('closedAt' in ticket && { closedAt: ticket.closedAt }),
    ...(complaint && { complaint: complaintView(complaint) }),
    ...(!isOutside(actor) && inside(ticket)),
  };
}

function inside(ticket: Ticket): Partial<TicketView> {
  const { classBecause, department, affectedCustomers, majorLoss, needsSolutionDesign, policy } = ticket;
  const { served, origin, linkedTo, unanswered } = ticket;
  return {
    ...{ classBecause, department, affectedCustomers, majorLoss, needsSolutionDesign, policy },
    ...{ served, origin, linkedTo, unanswered },
    ...('assigneeId' in ticket && { assigneeId: ticket.assigneeId }),
    ...(ticket.status === 'waiting' && { pause: ticket.pause }),
    ...(ticket.status === 'closed' && { closedBecause: ticket.closedBecause }),
  };
}

function complaintView(complaint: Complaint): TicketView['complaint'] {
  const { offer, followUp, category } = complaint;
  const shown = offer && { number: offer.number, type: offer.type, at: offer.at, decision: offer.decision };
  return { phase: phaseOf(complaint), offer: shown, followUp, category };
}
