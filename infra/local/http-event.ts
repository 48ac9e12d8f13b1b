import { randomBytes } from 'node:crypto';
import type { Found } from './http-routes.ts';
import { type Answer, type Asked, message } from './http-server.ts';
import type { Claims } from './http-tokens.ts';

export type Around = { accountId: string; apiId: string; requestId: string; now: number };

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
// What API Gateway hands over as text; everything else, forms included, comes as base64.
const TEXT = /^(text\/|application\/(json|javascript|xml|[\w.-]+\+(json|xml))\b)/i;

/** The event of payload format 2.0. HTTP APIs hand over the path decoded. */
export function eventOf(
  asked: Asked,
  path: string,
  { route, pathParameters }: Found,
  claims: Claims | undefined,
  around: Around,
) {
  const { cookie, ...headers } = asked.headers;
  const { accountId, apiId, requestId, now } = around;
  const domainName = (headers['host'] ?? '').replace(/:\d+$/, '');
  const http = {
    method: asked.method,
    path,
    protocol: asked.protocol,
    sourceIp: asked.sourceIp,
    userAgent: headers['user-agent'] ?? '',
  };
  const jwt = claims && { claims: claimTexts(claims), scopes: grantedScopes(route.authorizer?.scopes ?? [], claims) };
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: path,
    rawQueryString: asked.query,
    ...(cookie !== undefined && { cookies: cookie.split(/;\s*/).filter(Boolean) }),
    headers: { ...headers, ...forwarded(asked, now) },
    ...(asked.query && { queryStringParameters: queryParameters(asked.query) }),
    requestContext: {
      accountId,
      apiId,
      ...(jwt && { authorizer: { jwt } }),
      domainName,
      domainPrefix: domainName.split('.')[0],
      http,
      requestId,
      routeKey: route.key,
      stage: '$default',
      time: logTime(now),
      timeEpoch: now,
    },
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    ...bodyOf(asked),
  };
}

/** What API Gateway makes of what a function returns. */
export function answerOf(payload: unknown): Answer {
  if (!isObject(payload) || payload['statusCode'] === undefined) {
    const body = typeof payload === 'string' ? payload : (JSON.stringify(payload) ?? '');
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded } = payload;
  const status = Number(statusCode);
  const understood =
    Number.isInteger(status) && status >= 200 && status <= 599 && isObject(headers) && Array.isArray(cookies);
  if (!understood || typeof body !== 'string') return message(500, 'Internal Server Error');
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  const given: Record<string, string | string[]> = Object.fromEntries(
    lower.filter(([name]) => name !== 'content-length'),
  );
  if (cookies.length > 0) given['set-cookie'] = cookies.map(String);
  const type = body === '' ? {} : { 'content-type': 'text/plain;charset=utf-8' };
  return {
    status,
    headers: { ...type, ...given },
    body: isBase64Encoded === true ? Buffer.from(body, 'base64') : body,
  };
}

function bodyOf({ headers, body }: Asked) {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = TEXT.test(headers['content-type'] ?? '');
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}

function forwarded({ headers, sourceIp }: Asked, now: number): Record<string, string> {
  const before = headers['x-forwarded-for'];
  const seconds = Math.floor(now / 1000).toString(16);
  return {
    'x-amzn-trace-id': `Root=1-${seconds}-${randomBytes(12).toString('hex')}`,
    'x-forwarded-for': before ? `${before}, ${sourceIp}` : sourceIp,
    'x-forwarded-port': headers['host']?.match(/:(\d+)$/)?.[1] ?? '80',
    'x-forwarded-proto': 'http',
  };
}

function queryParameters(query: string): Record<string, string> {
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const before = parameters.get(name);
    parameters.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(parameters);
}

/** The authorizer hands every claim over as text, lists as `[a b]`. */
function claimTexts(claims: Claims): Record<string, string> {
  const text = (value: unknown) =>
    Array.isArray(value) ? `[${value.join(' ')}]` : isObject(value) ? JSON.stringify(value) : String(value);
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, text(value)]));
}

function grantedScopes(wanted: string[], claims: Claims): string[] | null {
  if (wanted.length === 0) return null;
  return String(claims['scope'] ?? '')
    .split(' ')
    .filter((scope) => wanted.includes(scope));
}

function logTime(now: number): string {
  const [, year, month, day, time] = new Date(now).toISOString().match(/^(\d+)-(\d+)-(\d+)T([\d:]+)/) ?? [];
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time} +0000`;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
