import type { IncomingMessage } from 'node:http';
import { type AwsCall, AwsFault, type Service } from './house.ts';

/** Whose access key a call carries, and for which service it was signed. */
export type Signer = { accessKey: string; scope: string };

const CREDENTIAL = /^([^/]+)\/[^/]+\/[^/]+\/([^/]+)\/aws4_request/;

/** Reads the signer out of the header, or out of a signed link; undefined when nobody signed. */
export function signerOf({ headers, url = '' }: IncomingMessage): Signer | undefined {
  const signed = headers.authorization?.split('Credential=')[1] ?? linked(url);
  const [, accessKey, scope] = CREDENTIAL.exec(signed) ?? [];
  return accessKey && scope ? { accessKey, scope } : undefined;
}

function linked(url: string): string {
  const mark = url.indexOf('?');
  return mark < 0 ? '' : (new URLSearchParams(url.slice(mark)).get('X-Amz-Credential') ?? '');
}

/** A request as its service is to understand it. */
export function understand({ scope, rest }: Service, request: IncomingMessage, body: Buffer): AwsCall {
  const { method = 'POST', url = '/', headers } = request;
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const target = headers['x-amz-target'];
  const operation = typeof target === 'string' ? target.slice(target.indexOf('.') + 1) : `${method} ${path}`;
  const query = new URLSearchParams(mark < 0 ? '' : url.slice(mark));
  const call = { service: scope, operation, method, path, query, headers, body };
  return rest
    ? { ...call, operation: rest.operation({ ...call, json: {} }), json: {} }
    : { ...call, json: parse(body) };
}

function parse(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(body.toString());
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Said below, as AWS says it.
  }
  throw new AwsFault('SerializationException', 'The request body is not a JSON object');
}
