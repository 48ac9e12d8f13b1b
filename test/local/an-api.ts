import type { Outcome } from '../../infra/local/functions.ts';
import { httpApi } from '../../infra/local/http-api.ts';
import { type HttpServer, startHttpServer } from '../../infra/local/http-server.ts';
import { issuer, type TokenClaims } from '../../infra/local/issuer.ts';
import { ARN, aHouse, aResource } from './a-house.ts';

const API = `${ARN}:api`;
export const ISSUER = 'http://127.0.0.1:1/_local/issuer';
const servers: HttpServer[] = [];
type Event = Record<string, unknown> & { requestContext: Record<string, unknown>; headers: Record<string, string> };
export type ApiGiven = {
  keys?: string[];
  scopes?: string[];
  stage?: object;
  api?: object;
  answer?: (event: Event) => Outcome | Promise<Outcome>;
};

function theResources({ keys = ['GET /open'], scopes = [], stage = {}, api = {} }: ApiGiven) {
  const route = (key: string) => ({
    ...{ ApiId: 'Api', RouteKey: key, Target: 'integrations/Integration', AuthorizerId: 'Authorizer' },
    ...{ AuthorizationType: key.includes('/closed') ? 'JWT' : 'NONE', AuthorizationScopes: scopes },
  });
  const jwt = {
    IdentitySource: ['$request.header.Authorization'],
    JwtConfiguration: { Issuer: ISSUER, Audience: ['Shop'] },
  };
  const permission = { Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com', FunctionName: API };
  return [
    aResource('AWS::ApiGatewayV2::Api', 'Api', { ProtocolType: 'HTTP', ...api }),
    aResource('AWS::ApiGatewayV2::Stage', 'Stage', { StageName: '$default', ...stage }),
    aResource('AWS::ApiGatewayV2::Integration', 'Integration', { IntegrationUri: API, TimeoutInMillis: 200 }),
    aResource('AWS::ApiGatewayV2::Authorizer', 'Authorizer', jwt),
    aResource('AWS::Lambda::Permission', 'Permission', permission),
    aResource('AWS::Cognito::UserPoolClient', 'Shop', { AllowedOAuthScopes: ['kefu/customerApp', 'kefu/read'] }),
    ...keys.map((key, index) => aResource('AWS::ApiGatewayV2::Route', `Route${index}`, route(key))),
  ];
}

/** An HTTP API over a real socket; its function is the test's own. */
export async function anApi(given: ApiGiven = {}) {
  const events: Event[] = [];
  const rest = aHouse({
    resources: theResources(given),
    invoke: (_, event) => {
      events.push(event as Event);
      return given.answer?.(event as Event) ?? { payload: { statusCode: 200, body: (event as Event)['routeKey'] } };
    },
  });
  const tokens = issuer({ ...rest.house, url: ISSUER });
  const server = await startHttpServer();
  server.open([tokens.door, httpApi(rest.house, { key: tokens.key })]);
  servers.push(server);
  const ask = (path: string, init: RequestInit = {}) => fetch(server.url + path, init);
  const enter = async (claims: Partial<TokenClaims> = {}) => bearer(await tokens.token({ sub: 'agt_mira', ...claims }));
  return { ...rest, tokens, server, events, ask, enter };
}

export const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

export async function stopServers() {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
}
