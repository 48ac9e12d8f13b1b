import type { Assembly } from './assembly.ts';
import { mayInvoke } from './permissions.ts';

export type Route = {
  key: string;
  method: string;
  segments: string[];
  functionArn: string;
  timeout: number;
  /** Undefined when anybody may call it. */
  authorizer: { issuer: string; audience: string[]; scopes: string[] } | undefined;
};
export type Found = { route: Route; pathParameters: Record<string, string> };
type Place = { assembly: Assembly; region: string; account: string };

const INTEGRATION_LIMIT = 30_000; // API Gateway quota, milliseconds

/** The routes of the template's one HTTP API. */
export function readRoutes({ assembly, region, account }: Place): Route[] {
  return assembly.byType('AWS::ApiGatewayV2::Route').map(({ logicalId, properties }) => {
    const { RouteKey, Target, ApiId } = properties;
    const key = String(RouteKey);
    const integration = named(
      assembly,
      'AWS::ApiGatewayV2::Integration',
      String(Target).replace('integrations/', ''),
      logicalId,
    );
    const [functionArn = ''] =
      String(integration['IntegrationUri']).match(/arn:aws[\w-]*:lambda:[^/]+:function:[^/]+/) ?? [];
    const source = `arn:aws:execute-api:${region}:${account}:${ApiId}/$default/${key.replace(' /', '/')}`;
    if (!mayInvoke(assembly, 'apigateway.amazonaws.com', source, functionArn)) {
      throw new Error(
        `${logicalId}: no AWS::Lambda::Permission lets the route ${key} invoke ${functionArn || 'its target'}`,
      );
    }
    const [method = '', path = ''] = key.split(' ');
    const timeout = Number(integration['TimeoutInMillis'] ?? INTEGRATION_LIMIT);
    const authorizer = readAuthorizer(assembly, logicalId, properties);
    return { key, method, segments: path.split('/'), functionArn, timeout, authorizer };
  });
}

function readAuthorizer(assembly: Assembly, logicalId: string, route: Record<string, unknown>): Route['authorizer'] {
  if (route['AuthorizationType'] !== 'JWT') return undefined;
  const authorizer = named(assembly, 'AWS::ApiGatewayV2::Authorizer', String(route['AuthorizerId']), logicalId);
  const sources = texts(authorizer['IdentitySource']);
  if (sources.length !== 1 || sources[0]?.toLowerCase() !== '$request.header.authorization') {
    throw new Error(`${logicalId}: the local runtime reads tokens from $request.header.Authorization only`);
  }
  const { Issuer, Audience } = Object(authorizer['JwtConfiguration']);
  return { issuer: String(Issuer), audience: texts(Audience), scopes: texts(route['AuthorizationScopes']) };
}

function named(assembly: Assembly, type: string, name: string, from: string): Record<string, unknown> {
  const found = assembly.byType(type).find(({ physicalId, logicalId }) => physicalId === name || logicalId === name);
  if (!found) throw new Error(`${from}: the template has no ${type} ${name}`);
  return found.properties;
}

/** The most specific route, as API Gateway chooses: fixed words before {names} before {greedy+}, a method before ANY, $default last. */
export function findRoute(routes: Route[], method: string, path: string): Found | undefined {
  const segments = path.split('/');
  const fitting = routes.flatMap((route) => {
    if (route.method !== method && route.method !== 'ANY') return [];
    const pathParameters = parametersOf(route.segments, segments);
    return pathParameters ? [{ route, pathParameters }] : [];
  });
  const [best] = fitting.sort((one, other) => (rank(one.route) < rank(other.route) ? -1 : 1));
  if (best) return best;
  const otherwise = routes.find(({ key }) => key === '$default');
  return otherwise && { route: otherwise, pathParameters: {} };
}

function parametersOf(pattern: string[], segments: string[]): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index];
    const [, name, greedy] = part.match(/^\{([^}+]+)(\+?)\}$/) ?? [];
    if (name === undefined) {
      if (part !== segment) return undefined;
    } else {
      const value = greedy ? segments.slice(index).join('/') : segment;
      if (!value) return undefined;
      found[name] = value;
      if (greedy) return found;
    }
  }
  return pattern.length === segments.length ? found : undefined;
}

function rank({ segments, method }: Route): string {
  const kinds = segments.map((part) => (part.endsWith('+}') ? '2' : part.startsWith('{') ? '1' : '0'));
  return `${kinds.join('')}${method === 'ANY' ? '~' : ''}`;
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];
