import type { HouseEvent } from '#platform/events/event.ts';
import { Clear } from '#platform/personal/clear.ts';
import { at } from '#platform/time/instant.ts';
import { StaffDirectory } from '#staff/staff.ts';
import { Ticket } from '#tickets/ticket.ts';

export const TICKET_ID = 'tkt_0123456789abcdefghjkmn8fq2';

/** A complaint of class B that Mira holds, from a customer with mail and phone, but for what the test says. */
export const aTicket = (parts: object = {}, requester: object = {}): Ticket =>
  Ticket.parse({
    id: TICKET_ID,
    status: 'inProgress',
    assigneeId: 'mira',
    kind: 'complaint',
    stage: 'afterSale',
    channel: 'web',
    subject: `v1.${'s'.repeat(60)}`,
    requester: {
      customerId: 'cus_li',
      name: '李**',
      email: 'l***@example.com',
      phone: '138****0001',
      proven: true,
      language: 'zh-CN',
      ...requester,
    },
    app: 'shop',
    urgency: 'general',
    affectedCustomers: 1,
    majorLoss: false,
    needsSolutionDesign: false,
    class: 'B',
    classBecause: 'complaint',
    department: 'product',
    policy: 'standardized@V1.0',
    openedAt: at('2026-03-02T12:00:00Z'),
    reopened: 0,
    complaint: {},
    version: 3,
    ...parts,
  });

/** Mira the agent and Theo her leader; nobody is a director. */
export const aDirectory = (parts: object = {}): StaffDirectory =>
  StaffDirectory.parse({
    people: [
      {
        id: 'mira',
        name: 'Mira',
        roles: ['agent'],
        email: 'mira@example.com',
        phone: '+8613800000002',
        language: 'en',
      },
      { id: 'theo', name: 'Theo', roles: ['teamLeader', 'supervisor'], email: 'theo@example.com' },
    ],
    fallbacks: { director: { email: 'directors@example.com' } },
    version: 1,
    ...parts,
  });

export const anEvent = (type: string, parts: object = {}): HouseEvent => ({
  id: `${TICKET_ID}.4.0`,
  type,
  subject: TICKET_ID,
  at: at('2026-03-02T12:05:00Z'),
  by: 'mira',
  ...parts,
});

export const aBreach = (parts: object = {}): HouseEvent =>
  anEvent('ClockEscalated', {
    id: `${TICKET_ID}.firstResponse.1.escalate1`,
    by: 'kefu',
    clock: 'firstResponse',
    run: 1,
    dueAt: at('2026-03-02T12:10:00Z'),
    level: 1,
    tell: ['owner', 'teamLeader'],
    ...parts,
  });

/** How that customer is reached. */
export const CONTACT = {
  name: new Clear('李雷'),
  email: new Clear('li@example.com'),
  phone: new Clear('+8613800000001'),
};
