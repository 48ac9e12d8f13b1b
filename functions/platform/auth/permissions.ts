import * as z from 'zod';

/** Who somebody is in the house (domain words in docs/glossary.md). */
export const Role = z.enum([
  'customer',
  'customerApp',
  'agent',
  'complaintSpecialist',
  'teamLeader',
  'supervisor',
  'director',
  'technicalDirector',
  'productManager',
  'ceo',
  'quality',
  'knowledgeAdmin',
  'privacyOfficer',
  'hr',
  'admin',
]);
export type Role = z.infer<typeof Role>;

const SERVING = ['agent', 'complaintSpecialist', 'teamLeader', 'supervisor', 'director'] as const;
const LEADING = ['teamLeader', 'supervisor', 'director'] as const;
const ESCALATED_TO = ['technicalDirector', 'productManager', 'ceo'] as const;
const OUTSIDE = ['customer', 'customerApp'] as const;

/** The one table of who may do what. A role that is not named may not; a rule may narrow it further (its own ticket). */
const PERMISSIONS = {
  'ticket.open': [...OUTSIDE, ...SERVING],
  'ticket.read': [...OUTSIDE, ...SERVING, ...ESCALATED_TO, 'quality'],
  'ticket.file': [...OUTSIDE, ...SERVING],
  'ticket.originalOwn': ['customer'],
  'ticket.list': [...OUTSIDE, ...SERVING, ...ESCALATED_TO, 'quality'],
  'ticket.assign': [...LEADING],
  'ticket.take': [...SERVING],
  'ticket.reply': [...OUTSIDE, ...SERVING],
  'ticket.note': [...SERVING, ...ESCALATED_TO, 'quality'],
  'ticket.resolve': [...SERVING],
  'ticket.close': [...SERVING],
  'ticket.reopen': [...OUTSIDE, ...SERVING],
  'ticket.reclassify': [...SERVING],
  'ticket.pause': [...SERVING],
  'ticket.lead': [...LEADING],
  'solution.offer': [...SERVING],
  'solution.decide': [...OUTSIDE, ...SERVING],
  'followUp.record': [...SERVING],
  'escalation.acknowledge': [...LEADING, ...ESCALATED_TO],
  'quarantine.read': [...SERVING],
  'quarantine.decide': [...SERVING],
  'notice.read': [...SERVING, ...ESCALATED_TO, 'quality', 'knowledgeAdmin', 'privacyOfficer', 'hr', 'admin'],
  'staff.read': [...SERVING, ...ESCALATED_TO, 'quality', 'hr', 'admin'],
  'staff.write': ['supervisor', 'director', 'hr', 'admin'],
  'policy.read': [...SERVING, ...ESCALATED_TO, 'quality', 'admin'],
  'policy.write': ['director', 'admin'],
  'feedback.write': ['customerApp', ...SERVING, 'quality', 'admin'],
  'feedback.read': [...SERVING, ...ESCALATED_TO, 'quality'],
  'call.log': [...SERVING],
  'call.read': [...SERVING, 'quality'],
  'visit.log': [...SERVING],
  'conversation.write': [...OUTSIDE],
  'import.write': ['director', 'admin'],
  'customer.search': [...SERVING, 'privacyOfficer'],
  'customer.read': [...OUTSIDE, ...SERVING, ...ESCALATED_TO, 'quality', 'privacyOfficer'],
  'customer.write': ['customerApp', ...SERVING, 'privacyOfficer'],
  'customer.purchase': ['customerApp'],
  'customer.consent': [...OUTSIDE, ...SERVING],
  'customer.suggest': [...SERVING, 'privacyOfficer'],
  'customer.merge': [...LEADING, 'privacyOfficer'], // whoever holds a ticket of one then sees both
  'customer.reveal': [...SERVING, 'privacyOfficer'],
  'customer.revealSealed': ['privacyOfficer'],
  'customer.audit': ['director', 'quality', 'privacyOfficer'],
  'customer.exportOwn': ['customer'],
  'customer.export': ['privacyOfficer'],
  'customer.erase': ['privacyOfficer'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** The roles that hold a permission, for documents and for the page that shows them. */
export function rolesThatMay(permission: Permission): readonly Role[] {
  return PERMISSIONS[permission];
}

/** Whether anybody with these roles holds the permission. */
export function may(roles: readonly Role[], permission: Permission): boolean {
  const holders: readonly Role[] = PERMISSIONS[permission];
  return roles.some((role) => holders.includes(role));
}
