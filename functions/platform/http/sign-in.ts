import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { type Actor, actorOf, holds, NO_APP } from '#platform/auth/actor.ts';
import type { Permission } from '#platform/auth/permissions.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Access } from './endpoint.ts';

/** Whoever comes without a token: holds no role, so every permission is refused. */
const NOBODY: Actor = { id: 'nobody', roles: [], app: NO_APP };

/** Nobody passes but by a permission, or where the route says why anybody may; a route that says neither lets nobody in. */
export const letIn = ({ may, open }: Access): MiddlewareObj<APIGatewayProxyEventV2> => ({
  before: (request) => {
    Object.assign(request.event, { from: request.event.requestContext.http.sourceIp });
    if (open === undefined) signIn(may, request.event);
    else Object.assign(request.event, { actor: NOBODY });
  },
});

/** No token, no actor; no permission, no call. The signature was checked by the API's authorizer. */
function signIn(permission: Permission, event: APIGatewayProxyEventV2): void {
  const { authorizer } = event.requestContext as Partial<APIGatewayProxyEventV2WithJWTAuthorizer['requestContext']>;
  const actor = actorOf(authorizer?.jwt?.claims ?? {});
  if (!actor) throw new Refusal('unauthenticated', 'auth.nobody', 'Please sign in first');
  if (!holds(actor, permission)) throw new Refusal('forbidden', 'auth.not-allowed', 'Your role does not allow this');
  Object.assign(event, { actor });
}
