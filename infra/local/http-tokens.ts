import { type KeyObject, verify } from 'node:crypto';
import type { Route } from './http-routes.ts';
import { type Answer, message } from './http-server.ts';

export type Claims = Record<string, unknown>;
export type SigningKey = { kid: string; publicKey: KeyObject };
export type Tokens = (
  authorization: string | undefined,
  wanted: NonNullable<Route['authorizer']>,
) => { claims: Claims } | { refused: Answer };

const CACHE_LIMIT = 10_000;

/** The JWT authorizer of an HTTP API. A token's signature is checked once; its times, issuer and scopes every time. */
export function tokens({ kid, publicKey }: SigningKey, now: () => number): Tokens {
  const signed = new Map<string, Claims>();

  function signedClaims(token: string): Claims | undefined {
    const before = signed.get(token);
    if (before) return before;
    const claims = verified(token, kid, publicKey);
    if (!claims) return undefined;
    if (signed.size >= CACHE_LIMIT) signed.clear();
    signed.set(token, claims);
    return claims;
  }

  return (authorization, wanted) => {
    if (!authorization) return { refused: unauthorized('Bearer') };
    const token = authorization.replace(/^Bearer\s+/i, '').trim();
    const claims = signedClaims(token);
    if (!claims) return { refused: invalid('the token is not valid') };
    const seconds = now() / 1000;
    const fault = faultOf(claims, wanted, seconds);
    if (fault) {
      if (fault === EXPIRED) signed.delete(token);
      return { refused: invalid(fault) };
    }
    const held = String(claims['scope'] ?? claims['scp'] ?? '').split(' ');
    if (wanted.scopes.length === 0 || wanted.scopes.some((scope) => held.includes(scope))) return { claims };
    const challenge = `Bearer scope="${wanted.scopes.join(' ')}" error="insufficient_scope"`;
    return { refused: message(403, 'Forbidden', { 'www-authenticate': challenge }) };
  };
}

const EXPIRED = 'the token has expired';

function faultOf(
  claims: Claims,
  { issuer, audience }: NonNullable<Route['authorizer']>,
  seconds: number,
): string | undefined {
  const { iss, aud, client_id: client, exp, nbf, iat } = claims;
  if (iss !== issuer) return 'the token has an invalid issuer';
  const meant = aud === undefined ? [client] : Array.isArray(aud) ? aud : [aud];
  if (!meant.some((one) => typeof one === 'string' && audience.includes(one)))
    return 'the token does not have a valid audience';
  if (typeof exp !== 'number' || exp <= seconds) return EXPIRED;
  if ([nbf, iat].some((time) => time !== undefined && !(typeof time === 'number' && time <= seconds)))
    return 'the token is not valid yet';
  return undefined;
}

function verified(token: string, kid: string, publicKey: KeyObject): Claims | undefined {
  const [head = '', body = '', signature = '', ...more] = token.split('.');
  if (more.length > 0 || signature === '') return undefined;
  const { alg, kid: named } = decoded(head) ?? {};
  if (alg !== 'RS256' || named !== kid) return undefined;
  const bytes = Buffer.from(signature, 'base64url');
  return verify('RSA-SHA256', Buffer.from(`${head}.${body}`), publicKey, bytes) ? decoded(body) : undefined;
}

function decoded(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

const unauthorized = (challenge: string) => message(401, 'Unauthorized', { 'www-authenticate': challenge });
const invalid = (why: string) => unauthorized(`Bearer scope="" error="invalid_token" error_description="${why}"`);
