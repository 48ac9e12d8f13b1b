import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type AwsCall, AwsFault } from './house.ts';

type Signed = Pick<AwsCall, 'method' | 'path' | 'query' | 'headers'>;
type Options = { now: number; secretOf: (accessKey: string) => string };

const LONGEST = 7 * 24 * 60 * 60; // seconds: Signature Version 4
const SKEW = 15 * 60 * 1000;
const DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

export const isPresigned = ({ query }: Pick<AwsCall, 'query'>): boolean => query.has('X-Amz-Signature');

/** Refuses a link whose time is over or that is not, in every part, what its signer signed. */
export function checkPresigned(call: Signed, { now, secretOf }: Options): void {
  const read = (name: string) => call.query.get(name) ?? '';
  const [accessKey = '', ...scope] = read('X-Amz-Credential').split('/');
  const signedAt = Date.parse(read('X-Amz-Date').replace(DATE, '$1-$2-$3T$4:$5:$6Z'));
  const lasts = Number(read('X-Amz-Expires') || Number.NaN);
  if (read('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256' || scope.length !== 4 || Number.isNaN(signedAt)) {
    throw new AwsFault('AuthorizationQueryParametersError', 'The query of this link is not signed as it should be.');
  }
  if (!(lasts >= 0 && lasts <= LONGEST)) {
    throw new AwsFault('AuthorizationQueryParametersError', 'X-Amz-Expires must be from 0 to 604800 seconds');
  }
  if (now > signedAt + lasts * 1000) throw new AwsFault('AccessDenied', 'Request has expired', 403);
  if (now < signedAt - SKEW) throw new AwsFault('AccessDenied', 'Request is not valid yet', 403);
  const text = ['AWS4-HMAC-SHA256', read('X-Amz-Date'), scope.join('/'), sha256(canonical(call))].join('\n');
  const key = scope.reduce<Buffer | string>((secret, part) => hmac(secret, part), `AWS4${secretOf(accessKey)}`);
  const [given, wanted] = [Buffer.from(read('X-Amz-Signature')), Buffer.from(hmac(key, text).toString('hex'))];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    throw new AwsFault(
      'SignatureDoesNotMatch',
      'The signature we calculated does not match the one you provided.',
      403,
    );
  }
}

/** The request as its signer wrote it down. */
function canonical({ method, path, query, headers }: Signed): string {
  const pairs = [...query].filter(([name]) => name !== 'X-Amz-Signature');
  const inOrder = pairs.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort();
  const names = (query.get('X-Amz-SignedHeaders') ?? '').split(';');
  const lines = names.map(
    (name) =>
      `${name}:${String(headers[name] ?? '')
        .trim()
        .replace(/ +/g, ' ')}\n`,
  );
  const hash = query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD';
  const place = path.split('/').map((part) => encoded(decodeURIComponent(part)));
  return [method, place.join('/'), inOrder.join('&'), lines.join(''), names.join(';'), hash].join('\n');
}

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();
