import type { Answer, Asked } from './http-server.ts';

export type Cors = {
  /** The answer to a preflight; undefined when it is none. */
  preflight(asked: Asked): Answer | undefined;
  /** The function's own CORS headers give way to the configured ones, as in API Gateway. */
  dress(asked: Asked, answer: Answer): Answer;
};

/** The CORS configuration of an HTTP API. */
export function cors(configuration: unknown): Cors {
  if (typeof configuration !== 'object' || configuration === null)
    return { preflight: () => undefined, dress: (_, answer) => answer };
  const settings = Object(configuration);
  const list = (name: string): string[] => (Array.isArray(settings[name]) ? settings[name].map(String) : []);
  const [origins, methods, allowed, exposed] = ['AllowOrigins', 'AllowMethods', 'AllowHeaders', 'ExposeHeaders'].map(
    list,
  );

  function headers(origin: string | undefined): Record<string, string> {
    if (!origin || !origins?.some((one) => one === '*' || one.toLowerCase() === origin.toLowerCase())) return {};
    return {
      'access-control-allow-origin': origins.includes('*') ? '*' : origin,
      ...(exposed?.length && { 'access-control-expose-headers': exposed.join(',') }),
      ...(settings.AllowCredentials === true && { 'access-control-allow-credentials': 'true' }),
    };
  }

  return {
    preflight({ method, headers: asked }) {
      if (method !== 'OPTIONS' || !asked['origin'] || !asked['access-control-request-method']) return undefined;
      const granted = headers(asked['origin']);
      if (Object.keys(granted).length === 0) return { status: 204 };
      const more = {
        ...(methods?.length && { 'access-control-allow-methods': methods.join(',') }),
        ...(allowed?.length && { 'access-control-allow-headers': allowed.join(',') }),
        ...(settings.MaxAge !== undefined && { 'access-control-max-age': String(settings.MaxAge) }),
      };
      return { status: 204, headers: { ...granted, ...more } };
    },
    dress({ headers: asked }, answer) {
      const kept = Object.entries(answer.headers ?? {}).filter(([name]) => !name.startsWith('access-control-'));
      return { ...answer, headers: { ...Object.fromEntries(kept), ...headers(asked['origin']) } };
    },
  };
}
