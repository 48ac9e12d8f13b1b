import { describe, expect, it } from 'vitest';
import { rolesThatMay } from '#platform/auth/permissions.ts';

describe('joining two records of customers', () => {
  it('is for leaders and the privacy officer, for who holds a ticket of one then sees both', () => {
    expect([...rolesThatMay('customer.merge')].sort()).toEqual([
      'director',
      'privacyOfficer',
      'supervisor',
      'teamLeader',
    ]);
  });

  it('may be suggested to whoever serves', () => {
    expect(rolesThatMay('customer.suggest')).toEqual(expect.arrayContaining(['agent', 'complaintSpecialist']));
  });
});
