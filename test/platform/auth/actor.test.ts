import { describe, expect, it } from 'vitest';
import { actorOf, holds, isOutside } from '#platform/auth/actor.ts';
import { may, Role, rolesThatMay } from '#platform/auth/permissions.ts';

const token = { sub: 'mira', client_id: 'desk', token_use: 'access' };

describe('whoever a token names', () => {
  it.each([
    ['a person, by their groups', { 'cognito:groups': '[agent teamLeader]' }, ['agent', 'teamLeader']],
    ['a person whose groups come as a list', { 'cognito:groups': ['agent'] }, ['agent']],
    ['an app, by its scope', { scope: 'kefu/customerApp openid' }, ['customerApp']],
    ['a person in groups of others too', { 'cognito:groups': '[wizard agent]' }, ['agent']],
  ])('is %s', (_, claims, roles) => {
    expect(actorOf({ ...token, ...claims })).toEqual({ id: 'mira', roles, app: 'desk' });
  });

  it.each([
    ['without a subject', { sub: '', 'cognito:groups': '[agent]' }],
    ['that is made to say who somebody is', { token_use: 'id', 'cognito:groups': '[agent]' }],
    ['without a role of ours', { 'cognito:groups': '[wizard]' }],
    ['with a scope of another house', { scope: 'other/customerApp' }],
    ['whose groups are no text', { 'cognito:groups': { agent: true } }],
  ])('is nobody with a token %s', (_, claims) => {
    expect(actorOf({ ...token, ...claims })).toBeUndefined();
  });

  it('is an app of its own where the token names none', () => {
    const { client_id: _, ...claims } = token;

    expect(actorOf({ ...claims, scope: 'kefu/customerApp' })).toMatchObject({ id: 'mira', app: 'mira' });
  });

  it('is nobody without any claims', () => {
    expect(actorOf({})).toBeUndefined();
  });
});

describe('the table of permissions', () => {
  it('gives each permission to somebody, and asks one role to be enough', () => {
    expect(rolesThatMay('policy.write')).toEqual(['director', 'admin']);
    expect(may(['customer', 'admin'], 'policy.write')).toBe(true);
    expect(holds({ id: 'mira', roles: ['agent'], app: 'desk' }, 'policy.write')).toBe(false);
    expect(may([], 'ticket.read')).toBe(false);
  });

  it('knows two roles outside the house', () => {
    expect(Role.options.filter((role) => isOutside({ id: 'a', roles: [role], app: 'b' }))).toEqual([
      'customer',
      'customerApp',
    ]);
  });
});
