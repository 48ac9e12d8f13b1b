import { may, type Permission, Role } from './permissions.ts';

/** Whoever asks, as the token says: a customer, a customer's app, or somebody of the house. `also` are a customer's other ids. */
export type Actor = {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly app: string;
  readonly also?: readonly string[];
};

/** The app of whoever comes without a token. */
export const NO_APP = 'nobody';

export const holds = (actor: Actor, permission: Permission): boolean => may(actor.roles, permission);

/** A customer, or an app that speaks for customers: sees its own tickets only, and never what is internal. */
export function isOutside({ roles }: Actor): boolean {
  return !roles.some((role) => role !== 'customer' && role !== 'customerApp');
}

/** The same person as the customer they are, whoever else they are in the house: what is a customer's own is nobody else's. */
export const asCustomer = (actor: Actor): Actor => ({ ...actor, roles: ['customer'] });

/** The claims of an API Gateway JWT authorizer: every value is text, lists come as `[a b]`. */
export type Claims = Readonly<Record<string, unknown>>;

const SCOPE_PREFIX = 'kefu/';

function words(claim: unknown): string[] {
  if (Array.isArray(claim)) return claim.filter((word) => typeof word === 'string');
  return typeof claim === 'string' ? claim.replace(/^\[|\]$/g, '').split(/[\s,]+/) : [];
}

/** Who the claims name; nobody when there is no subject or no role of ours. People carry groups, apps carry scopes. */
export function actorOf(claims: Claims): Actor | undefined {
  const { sub, client_id: app } = claims;
  if (typeof sub !== 'string' || sub === '' || claims['token_use'] !== 'access') return undefined;
  const scopes = words(claims['scope']).flatMap((scope) =>
    scope.startsWith(SCOPE_PREFIX) ? [scope.slice(SCOPE_PREFIX.length)] : [],
  );
  const roles = [...words(claims['cognito:groups']), ...scopes].flatMap((name) => {
    const role = Role.safeParse(name);
    return role.success ? [role.data] : [];
  });
  return roles.length === 0 ? undefined : { id: sub, roles, app: typeof app === 'string' ? app : sub };
}
