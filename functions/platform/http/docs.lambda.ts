import { readFileSync } from 'node:fs';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { lazily } from '#platform/lazy.ts';
import { docsPage } from './docs.view.ts';
import { docsLanguage } from './docs-language.ts';

const document = lazily(() => readFileSync(new URL('./openapi.json', import.meta.url), 'utf8'));

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

function people(event: APIGatewayProxyEventV2): APIGatewayProxyStructuredResultV2 {
  const language = docsLanguage(event);
  const { headers, ...page } = answer('text/html; charset=utf-8', docsPage(JSON.parse(document()), language));
  return { ...page, headers: { ...headers, 'content-language': language, vary: 'accept-language' } };
}

/** The API's own description, for programs and for people, and the word that it lives. */
export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  if (event.rawPath === '/openapi.json') return answer('application/json', document());
  if (event.rawPath === '/docs') return people(event);
  return answer('application/json', '{"status":"ok"}');
};
