import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Language, languageOf } from './words.ts';

/** The language of a page that may name it in its address (`?lang=en`), else the one the request asks for. */
export function docsLanguage({
  headers,
  queryStringParameters,
}: Pick<APIGatewayProxyEventV2, 'headers' | 'queryStringParameters'>): Language {
  const named = queryStringParameters?.['lang'];
  return languageOf({ headers: named === undefined ? headers : { 'accept-language': named } });
}
