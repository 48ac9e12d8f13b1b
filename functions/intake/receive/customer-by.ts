import type { Actor } from '#platform/auth/actor.ts';

/** Whoever writes to the house writes as a customer: nobody acts for the house by mail or SMS (A3). */
export const customerBy = (way: 'email' | 'sms', customerId: string): Actor => ({
  id: customerId,
  roles: ['customer'],
  app: way,
});
