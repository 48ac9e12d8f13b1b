import type { Resource } from './assembly.ts';
import { type AwsAnswer, type AwsCall, AwsFault } from './house.ts';
import { wildcard } from './pattern.ts';

type Rule = {
  AllowedOrigins: string[];
  AllowedMethods: string[];
  AllowedHeaders?: string[];
  ExposedHeaders?: string[];
  MaxAge?: number;
};

function ruleFor({ properties }: Resource, origin: unknown, method: unknown): Rule | undefined {
  const { CorsRules = [] } = Object(properties['CorsConfiguration']) as { CorsRules?: Rule[] };
  return CorsRules.find(
    ({ AllowedOrigins, AllowedMethods }) =>
      AllowedMethods.includes(String(method)) && AllowedOrigins.some((one) => wildcard(one).test(String(origin))),
  );
}

/** What a page of another origin may see of an answer, by the bucket's own rules. */
export function corsHeaders(bucket: Resource, { headers, method }: Pick<AwsCall, 'headers' | 'method'>) {
  const rule = headers['origin'] && ruleFor(bucket, headers['origin'], method);
  if (!rule) return {};
  const exposed = rule.ExposedHeaders?.length && { 'access-control-expose-headers': rule.ExposedHeaders.join(', ') };
  return { 'access-control-allow-origin': headers['origin'] ?? '', vary: 'Origin', ...exposed };
}

/** The answer to a browser that asks before it sends. */
export function preflight(bucket: Resource, { headers }: Pick<AwsCall, 'headers'>): AwsAnswer {
  const method = headers['access-control-request-method'];
  const rule = ruleFor(bucket, headers['origin'], method);
  const asked = String(headers['access-control-request-headers'] ?? '')
    .split(/\s*,\s*/)
    .filter(Boolean);
  const fits = (name: string) =>
    rule?.AllowedHeaders?.some((one) => wildcard(one.toLowerCase()).test(name.toLowerCase()));
  if (!rule || !asked.every(fits))
    throw new AwsFault('AccessForbidden', 'CORSResponse: This CORS request is not allowed.', 403);
  return {
    status: 200,
    body: Buffer.alloc(0),
    headers: {
      'access-control-allow-origin': headers['origin'] ?? '',
      'access-control-allow-methods': rule.AllowedMethods.join(', '),
      ...(asked.length > 0 && { 'access-control-allow-headers': asked.join(', ') }),
      ...(rule.MaxAge !== undefined && { 'access-control-max-age': String(rule.MaxAge) }),
      vary: 'Origin',
    },
  };
}
