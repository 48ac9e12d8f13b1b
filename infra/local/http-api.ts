import { randomBytes } from 'node:crypto';
import type { Outcome } from './functions.ts';
import type { House } from './house.ts';
import { cors } from './http-cors.ts';
import { answerOf, eventOf } from './http-event.ts';
import { type Found, findRoute, readRoutes } from './http-routes.ts';
import { type Answer, type Asked, type Door, message } from './http-server.ts';
import { throttle } from './http-throttle.ts';
import { type Claims, type SigningKey, tokens } from './http-tokens.ts';

const TIMED_OUT = Symbol('timed out');

/** The template's HTTP API: routes, JWT authorizer, throttling, payload format 2.0. */
export function httpApi(house: House, { key }: { key: SigningKey }): Door {
  const [api, ...others] = house.assembly.byType('AWS::ApiGatewayV2::Api');
  if (others.length > 0) throw new Error('The local runtime serves one HTTP API only');
  const [stage] = house.assembly.byType('AWS::ApiGatewayV2::Stage');
  const routes = readRoutes(house);
  const authorize = tokens(key, house.clock.now);
  const mayPass = throttle(stage?.properties ?? {});
  const shared = cors(api?.properties['CorsConfiguration']);

  async function answer(asked: Asked, requestId: string): Promise<Answer> {
    const path = decodedPath(asked.path);
    if (path === undefined) return message(400, 'Bad Request');
    const found = findRoute(routes, asked.method, path);
    if (!found) return message(404, 'Not Found');
    if (!mayPass(found.route.key)) return message(429, 'Too Many Requests');
    const { authorizer } = found.route;
    const permit = authorizer && authorize(asked.headers['authorization'], authorizer);
    if (permit && 'refused' in permit) return permit.refused;
    return invoke(asked, path, found, permit?.claims, requestId);
  }

  async function invoke(
    asked: Asked,
    path: string,
    found: Found,
    claims: Claims | undefined,
    requestId: string,
  ): Promise<Answer> {
    const around = { accountId: house.account, apiId: api?.physicalId ?? '', requestId, now: house.clock.now() };
    const event = eventOf(asked, path, found, claims, around);
    const outcome = await within(found.route.timeout, house.functions.invoke(found.route.functionArn, event));
    if (outcome === TIMED_OUT) return message(504, 'Internal Server Error');
    return 'fault' in outcome ? message(500, 'Internal Server Error') : answerOf(outcome.payload);
  }

  return async (asked) => {
    const requestId = `${randomBytes(9).toString('base64url')}=`;
    const given = shared.preflight(asked) ?? shared.dress(asked, await answer(asked, requestId));
    return { ...given, headers: { ...given.headers, 'apigw-requestid': requestId } };
  };
}

function decodedPath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

async function within(milliseconds: number, invoked: Promise<Outcome>): Promise<Outcome | typeof TIMED_OUT> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof TIMED_OUT>((resolve) => {
    timer = setTimeout(resolve, milliseconds, TIMED_OUT);
  });
  try {
    return await Promise.race([invoked, late]);
  } finally {
    clearTimeout(timer);
  }
}
