import type { MiddlewareObj, Request } from '@middy/core';
import { log } from '#platform/log.ts';
import { type Clock, minutesBetween } from '#platform/time/instant.ts';

const MS_PER_MINUTE = 60_000;

/** One line a request: the route as written (never the path as sent), the status, the milliseconds. */
export const requestLog = ({ method, path }: { method: string; path: string }, clock: Clock): MiddlewareObj => {
  const began = new WeakMap<object, ReturnType<Clock>>();
  const say = ({ event, response }: Request) => {
    const since = began.get(event as object);
    const { requestId } = (event as { requestContext: { requestId: string } }).requestContext;
    log.info('request', {
      requestId,
      route: `${method} ${path}`,
      status: (response as { statusCode?: number } | undefined)?.statusCode,
      ms: since === undefined ? undefined : minutesBetween(since, clock()) * MS_PER_MINUTE,
    });
  };
  return { before: ({ event }) => void began.set(event as object, clock()), after: say, onError: say };
};
