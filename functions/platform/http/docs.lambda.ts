import { readFileSync } from 'node:fs';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { once } from '#platform/lazy.ts';
import { docsPage } from './docs.view.ts';

const document = once(() => readFileSync(new URL('./openapi.json', import.meta.url), 'utf8'));

const HEADERS = {
  'cache-control': 'public, max-age=300',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

const answer = (type: string, body: string) => ({
  statusCode: 200,
  headers: { ...HEADERS, 'content-type': type },
  body,
});

/** The API's own description, for programs and for people, and the word that it lives. */
export const handler = async ({ rawPath }: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  if (rawPath === '/openapi.json') return answer('application/json', document());
  if (rawPath === '/docs') return answer('text/html; charset=utf-8', docsPage(JSON.parse(document())));
  return answer('application/json', '{"status":"ok"}');
};
