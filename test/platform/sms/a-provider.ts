import { createHash, createHmac } from 'node:crypto';
import { aWebServer } from '../a-web-server.ts';

type Request = Parameters<Parameters<typeof aWebServer>[0]>[0];
type Answer = ReturnType<Parameters<typeof aWebServer>[0]>;

export const SECRET = 'provider-secret';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const field = (header: string, name: string) => new RegExp(`${name}=([^,\\s]+)`).exec(header)?.[1] ?? '';

/** Whether the request that arrived carries the signature that a provider would work out from what arrived. */
const SIGNED = {
  aliyun: ({ path, headers, body }: Request) => {
    const given = headers.authorization ?? '';
    const names = field(given, 'SignedHeaders');
    const lines = names.split(';').map((name) => `${name}:${headers[name]}\n`);
    const request = ['POST', '/', path.slice(2), lines.join(''), names, sha256(body)].join('\n');
    const right = hmac(SECRET, `ACS3-HMAC-SHA256\n${sha256(request)}`).toString('hex');
    return headers['x-acs-content-sha256'] === sha256(body) && field(given, 'Signature') === right;
  },
  tencent: ({ headers, body }: Request) => {
    const given = headers.authorization ?? '';
    const names = field(given, 'SignedHeaders');
    const lines = names.split(';').map((name) => `${name}:${String(headers[name]).toLowerCase()}\n`);
    const request = ['POST', '/', '', lines.join(''), names, sha256(body)].join('\n');
    const [, ...scope] = field(given, 'Credential').split('/');
    const text = ['TC3-HMAC-SHA256', headers['x-tc-timestamp'], scope.join('/'), sha256(request)].join('\n');
    const key = scope.reduce<string | Buffer>(hmac, `TC3${SECRET}`);
    return field(given, 'Signature') === hmac(key, text).toString('hex');
  },
};

const REFUSED = {
  aliyun: { status: 400, json: { Code: 'SignatureDoesNotMatch' } },
  tencent: { json: { Response: { Error: { Code: 'AuthFailure.SignatureFailure' } } } },
};

/** A provider on this machine that refuses what is signed wrongly, and otherwise answers as the test says. */
export const aProvider = (name: keyof typeof SIGNED, answer: () => Answer) =>
  aWebServer((request) => (SIGNED[name](request) ? answer() : REFUSED[name]));
