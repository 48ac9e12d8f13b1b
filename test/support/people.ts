import type { Actor } from '#platform/auth/actor.ts';

const staff = (id: string, role: Actor['roles'][number]): Actor => ({ id, roles: [role], app: 'desk' });

export const mira = staff('mira', 'agent');
export const omar = staff('omar', 'agent');
export const lena = staff('lena', 'complaintSpecialist');
export const tang = staff('tang', 'teamLeader');
export const shop: Actor = { id: 'shop-app', roles: ['customerApp'], app: 'shop-app' };
export const otherShop: Actor = { id: 'other-app', roles: ['customerApp'], app: 'other-app' };
export const wang: Actor = { id: 'cus_wang', roles: ['customer'], app: 'shop-app' };
export const zhao: Actor = { id: 'cus_zhao', roles: ['customer'], app: 'shop-app' };
