import type { MiddlewareObj, Request } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';
import type { Reply } from './reply.ts';

const REMEMBERED_SECONDS = '600'; // an origin that is taken away is refused within ten minutes

/** Origins that may be let in, of a list as a deployment gives it; what is no origin of a page, such as `*`, is none. */
export const originsIn = (text: string): string[] =>
  text.split(/[\s,]+/).filter((one) => /^https?:\/\/[\w.-]+(:\d{1,5})?$/.test(one));

type Event = APIGatewayProxyEventV2;
type Result = APIGatewayProxyResultV2;

/** Lets pages of these origins read what a route answers, its refusals too; never with a cookie or any other credential. */
export function crossOrigin(origins: () => readonly string[]): MiddlewareObj<Event, Result> {
  const dress = ({ event, response }: Request<Event, Result>): void => {
    const { origin = '' } = event.headers;
    if (typeof response !== 'object' || response === null) return;
    const allowed = origins().includes(origin) && { 'access-control-allow-origin': origin };
    response.headers = { ...response.headers, vary: 'origin', ...allowed };
  };
  return { after: dress, onError: dress };
}

/** What a browser is told before a page sends JSON from another origin: this method, and no header but the type of what is sent. */
export const preflight = (method: string) => () => async (): Promise<Reply> => ({
  status: 204,
  headers: {
    'access-control-allow-methods': method,
    'access-control-allow-headers': 'content-type',
    'access-control-max-age': REMEMBERED_SECONDS,
  },
});
