import { createHash, createHmac } from 'node:crypto';
import { type Instant, toMillis } from '#platform/time/instant.ts';

type Key = { readonly keyId: string; readonly keySecret: string };
type Call = {
  readonly host: string;
  readonly service: string;
  readonly action: string;
  readonly version: string;
  readonly region: string;
  readonly body: string;
  readonly at: Instant;
};

const ALGORITHM = 'TC3-HMAC-SHA256';
const TYPE = 'application/json; charset=utf-8';
const SIGNED = 'content-type;host;x-tc-action';

/**
 * The headers of a JSON POST to Tencent Cloud, signed by its method v3, `host` among them
 * (cloud.tencent.com/document/api/213/30654).
 */
export function signTencent({ keyId, keySecret }: Key, call: Call): Readonly<Record<string, string>> {
  const { host, service, action, version, region, body, at } = call;
  const seconds = Math.floor(toMillis(at) / 1_000).toString();
  const date = at.slice(0, 10);
  const signed = `content-type:${TYPE}\nhost:${host}\nx-tc-action:${action.toLowerCase()}\n`;
  const request = ['POST', '/', '', signed, SIGNED, sha256(body)].join('\n');
  const scope = `${date}/${service}/tc3_request`;
  const text = [ALGORITHM, seconds, scope, sha256(request)].join('\n');
  const key = [date, service, 'tc3_request'].reduce(hmac, Buffer.from(`TC3${keySecret}`));
  const signature = hmac(key, text).toString('hex');
  return {
    ...{ host, 'content-type': TYPE, 'x-tc-action': action, 'x-tc-version': version, 'x-tc-region': region },
    'x-tc-timestamp': seconds,
    authorization: `${ALGORITHM} Credential=${keyId}/${scope}, SignedHeaders=${SIGNED}, Signature=${signature}`,
  };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
