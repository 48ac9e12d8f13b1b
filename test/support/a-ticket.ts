import { Ticket } from '#tickets/ticket.ts';

const RECEIVED = {
  id: 'tkt_00000000000000000000000001',
  status: 'received',
  kind: 'complaint',
  stage: 'afterSale',
  channel: 'web',
  subject: `v1.${'s'.repeat(60)}`,
  requester: { customerId: 'cus_wang', proven: true, language: 'zh-CN' },
  app: 'shop-app',
  urgency: 'general',
  affectedCustomers: 1,
  majorLoss: false,
  needsSolutionDesign: false,
  class: 'B',
  classBecause: 'complaint',
  department: 'product',
  policy: 'standardized@V1.0',
  openedAt: '2026-03-02T10:00:00.000Z',
  reopened: 0,
  complaint: {},
  version: 1,
};

type Wish = { readonly [field: string]: unknown };

const MORE: Record<string, Wish> = {
  received: {},
  assigned: { assigneeId: 'mira' },
  inProgress: { assigneeId: 'mira' },
  waiting: {
    assigneeId: 'mira',
    pause: { reason: 'waitingCustomer', since: '2026-03-02T11:00:00.000Z', until: '2026-03-03T11:00:00.000Z' },
  },
  reopened: { assigneeId: 'mira', reopened: 1 },
  resolved: { assigneeId: 'mira', resolvedAt: '2026-03-03T09:00:00.000Z' },
  closed: { assigneeId: 'mira', resolvedAt: '2026-03-03T09:00:00.000Z', closedAt: '2026-03-03T09:20:00.000Z' },
};

/** A complaint about a broken cup, as the table would hold it: an impossible one fails here at once. */
export function aTicket(wish: Wish = {}): Ticket {
  const status = String(wish['status'] ?? 'received');
  return Ticket.parse({ ...RECEIVED, ...MORE[status], ...wish });
}

export const answered = { firstRepliedAt: '2026-03-02T10:05:00.000Z' };

export const offered = (decision: 'pending' | 'accepted' | 'rejected') => ({
  ...answered,
  complaint: { offer: { number: 1, type: 'exchange', at: '2026-03-02T12:00:00.000Z', decision } },
});
