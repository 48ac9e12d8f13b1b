import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { actorOf, holds } from '#platform/auth/actor.ts';
import type { Permission } from '#platform/auth/permissions.ts';
import { Refusal } from '#platform/refusal.ts';

/** No token, no actor; no permission, no call. The signature was checked by the API's authorizer. */
export const signIn = (permission: Permission): MiddlewareObj<APIGatewayProxyEventV2> => ({
  before: ({ event }) => {
    const { authorizer } = event.requestContext as Partial<APIGatewayProxyEventV2WithJWTAuthorizer['requestContext']>;
    const actor = actorOf(authorizer?.jwt?.claims ?? {});
    if (!actor) throw new Refusal('unauthenticated', 'auth.nobody', 'Please sign in first');
    if (!holds(actor, permission)) throw new Refusal('forbidden', 'auth.not-allowed', 'Your role does not allow this');
    Object.assign(event, { actor });
  },
});
