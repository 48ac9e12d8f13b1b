import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { routeTables } from '../../infra/routes.ts';
import { byId, codeFolder, type Loose, ofType, refers, text } from './template.ts';

const OPEN = ['GET /docs', 'GET /health', 'GET /openapi.json'];
const OPEN_BY_REASON = [
  'GET /v1/forms/challenge',
  'OPTIONS /v1/forms/contact',
  'POST /v1/forms/contact',
  'POST /v1/hooks/aliyun/{secret}/{told}',
  'POST /v1/hooks/gateway/{secret}/{told}',
  'POST /v1/hooks/tencent/{secret}/{told}',
];

const tables = Object.entries(await routeTables());
const declared = tables.flatMap(([room, routes]) =>
  routes.map(({ method, path, may, open }) => ({ key: `${method} ${path}`, room, may, open })),
);
const openTo = declared.filter(({ may }) => may === undefined);
const asksNoToken = (key: string) => OPEN.includes(key) || openTo.some((route) => route.key === key);
const routes = ofType('AWS::ApiGatewayV2::Route').map(({ props }) => ({ ...props, key: props.RouteKey }));

/** The function behind a route. */
function functionOf({ Target }: Loose) {
  const integration = byId(refers(Target)[0] ?? '');
  return byId(refers(integration.props.IntegrationUri)[0] ?? '');
}

describe('the routes of the API', () => {
  it('are those of the route tables and the open ones: none missing, none more', () => {
    expect(routes.map(({ key }) => key).sort()).toEqual([...declared.map(({ key }) => key), ...OPEN].sort());
  });

  it.each(routes.filter(({ key }) => !asksNoToken(key)))(
    '$key needs a token',
    ({ AuthorizationType, AuthorizerId }) => {
      const [authorizer] = ofType('AWS::ApiGatewayV2::Authorizer');

      expect(AuthorizationType).toBe('JWT');
      expect(text(AuthorizerId)).toBe(`<${authorizer?.id}>`);
    },
  );

  it.each(routes.filter(({ key }) => OPEN.includes(key)))('$key is open and reaches no table', (route) => {
    expect(route.AuthorizationType).toBe('NONE');
    expect(Object.keys(functionOf(route).props.Environment.Variables)).toEqual(['NODE_OPTIONS']);
  });

  it.each(openTo)('$key is open, and says why', ({ key, open }) => {
    expect(open).toMatch(/^because .{20,}/);
    expect(routes.find((route) => route.key === key)?.AuthorizationType).toBe('NONE');
  });

  it('are open by these names only', () => {
    expect(openTo.map(({ key }) => key).toSorted()).toEqual(OPEN_BY_REASON);
  });

  it.each(declared)('$key reaches the function of its room, $room, which lets it', ({ key, room }) => {
    const lambda = functionOf(routes.find((route) => route.key === key));
    const path = key.slice(key.indexOf(' ') + 1);
    const permission = ofType('AWS::Lambda::Permission').filter(
      ({ props }) => refers(props.FunctionName).includes(lambda.id) && text(props.SourceArn).endsWith(`/*/*${path}`),
    );

    expect(lambda.id.toLowerCase()).toMatch(new RegExp(`^${room.replace('/', '')}api`));
    expect(permission.length).toBeGreaterThan(0);
  });

  it('are called by pages of other origins where a form is, and the API as a whole by none', () => {
    const fromPages = tables.flatMap(([, all]) => all.filter((one) => 'fromPages' in one));

    expect(fromPages.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(
      OPEN_BY_REASON.filter((key) => key.includes('/v1/forms/')),
    );
    expect(ofType('AWS::ApiGatewayV2::Api')[0]?.props.CorsConfiguration).toBeUndefined();
  });

  it('answer before the API gives up after 30 seconds', () => {
    expect(Math.max(...routes.map((route) => functionOf(route).props.Timeout))).toBeLessThan(30);
  });
});

describe('the stage', () => {
  const [stage] = ofType('AWS::ApiGatewayV2::Stage');

  it('is throttled', () => {
    expect(stage?.props.DefaultRouteSettings).toEqual({ ThrottlingBurstLimit: 400, ThrottlingRateLimit: 200 });
  });

  it('logs one JSON line a request, with the route as written and never the path as sent', () => {
    const line = JSON.parse(stage?.props.AccessLogSettings.Format);

    expect(line).toMatchObject({
      requestId: '$context.requestId',
      route: '$context.routeKey',
      status: '$context.status',
    });
    expect(Object.values(line)).not.toContain('$context.path');
  });
});

const docs = functionOf(routes.find(({ key }) => key === 'GET /openapi.json'));
const document: Loose = JSON.parse(readFileSync(join(codeFolder(docs), 'openapi.json'), 'utf8'));

it('says of which form a refusal is that no function was asked for', () => {
  const bare = /answers {"message": "…"} alone.*/.exec(document.info.description)?.[0];

  expect(bare?.match(/\b[45]\d\d\b/g)).toEqual(['401', '404', '413', '429']);
});
const operations = Object.entries<Loose>(document.paths).flatMap(([path, methods]) =>
  Object.entries<Loose>(methods).map(([method, operation]) => ({
    key: `${method.toUpperCase()} ${path}`,
    path,
    operation,
  })),
);

/** Every `$ref` below a value. */
function references(value: Loose): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [String(inner)] : references(inner)));
}

describe('the OpenAPI document', () => {
  it('is of version 3.1, with a title, a version and one way to sign in', () => {
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Kefu', version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
    });
    expect(document.security).toEqual([{ token: [] }]);
    expect(document.components.securitySchemes.token).toEqual({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' });
  });

  it('describes exactly the routes of the rooms, and asks a token for all that are not open', () => {
    const withoutToken = operations.filter(({ operation }) => operation.security?.length === 0);

    expect(operations.map(({ key }) => key).sort()).toEqual(declared.map(({ key }) => key).sort());
    expect(withoutToken.map(({ key }) => key).sort()).toEqual(OPEN_BY_REASON);
  });

  it('refers only to what it holds', () => {
    const found = (reference: string) =>
      reference
        .slice(2)
        .split('/')
        .reduce((at: Loose, part) => at?.[part.replaceAll('~1', '/').replaceAll('~0', '~')], document);

    expect(
      references(document).filter((reference) => !reference.startsWith('#/') || found(reference) === undefined),
    ).toEqual([]);
  });

  it.each(operations)('$key declares every parameter of its path, and no parameter twice', ({ path, operation }) => {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    const parameters: Loose[] = operation.parameters;
    const inPath = parameters.filter((parameter) => parameter.in === 'path');

    expect(inPath.map(({ name }) => name).sort()).toEqual(names);
    expect(inPath.every(({ required, schema }) => required === true && schema)).toBe(true);
    expect(new Set(parameters.map((parameter) => `${parameter.in} ${parameter.name}`)).size).toBe(parameters.length);
  });

  it.each(operations)('$key has a summary, an answer and the refusal', ({ operation }) => {
    const [status = '', ...others] = Object.keys(operation.responses).filter((key) => key !== 'default');

    expect(operation.summary).toMatch(/^\S.{5,120}$/);
    expect(others).toEqual([]);
    expect(status).toMatch(/^2\d\d$/);
    expect(operation.responses[status]).toMatchObject({ description: expect.stringMatching(/./) });
    expect(operation.responses.default.content['application/problem+json'].schema).toEqual({
      $ref: '#/components/schemas/Problem',
    });
  });
});
