import { createHash, createHmac } from 'node:crypto';
import type { Instant } from '#platform/time/instant.ts';

type Key = { readonly keyId: string; readonly keySecret: string };
type Call = {
  readonly host: string;
  readonly action: string;
  readonly version: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
  readonly at: Instant;
  readonly nonce: string;
};
type SignedCall = { readonly query: string; readonly headers: Readonly<Record<string, string>> };

const ALGORITHM = 'ACS3-HMAC-SHA256';

/**
 * A POST to an RPC interface of Alibaba Cloud, signed by its method V3: the query in its one spelling and the headers,
 * `host` among them (help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature).
 */
export function signAliyun({ keyId, keySecret }: Key, call: Call): SignedCall {
  const query = canonicalQuery(call.query);
  const digest = sha256(call.body);
  const headers = {
    host: call.host,
    'x-acs-action': call.action,
    'x-acs-content-sha256': digest,
    'x-acs-date': call.at.replace(/\.\d{3}Z$/, 'Z'),
    'x-acs-signature-nonce': call.nonce,
    'x-acs-version': call.version,
  };
  const names = Object.keys(headers).join(';'); // written in the order of the alphabet
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const request = ['POST', '/', query, lines.join(''), names, digest].join('\n');
  const signature = createHmac('sha256', keySecret)
    .update(`${ALGORITHM}\n${sha256(request)}`)
    .digest('hex');
  const authorization = `${ALGORITHM} Credential=${keyId},SignedHeaders=${names},Signature=${signature}`;
  return { query, headers: { ...headers, authorization } };
}

function canonicalQuery(values: Readonly<Record<string, string>>): string {
  return Object.keys(values)
    .sort()
    .map((name) => `${encoded(name)}=${encoded(values[name] ?? '')}`)
    .join('&');
}

/** RFC 3986: all but letters, digits and `-_.~`. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`);
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
