import type { MiddlewareObj, Request } from '@middy/core';
import type { Reply } from './reply.ts';

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

function stamp(request: Request): void {
  const { status, body, html, headers } = request.response as Reply;
  const { requestId } = (request.event as { requestContext: { requestId: string } }).requestContext;
  request.response = {
    statusCode: status,
    headers: { 'content-type': 'application/json', ...HEADERS, 'x-request-id': requestId, ...headers },
    ...(html !== undefined && { body: html }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}

/** Turns a reply into what the API sends, success and refusal alike, with the headers that keep browsers careful. */
export const securityHeaders = (): MiddlewareObj => ({ after: stamp, onError: stamp });
