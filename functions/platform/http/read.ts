import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { type Fault, invalidFields, Refusal } from '#platform/refusal.ts';
import { faultWords } from './fault-words.ts';
import { type Language, languageOf } from './words.ts';

/** The schemas of the parts of a request; a part without a schema must not be there. */
export type InputSchemas = { readonly path?: z.ZodType; readonly query?: z.ZodType; readonly body?: z.ZodType };

const MOST_NAMED = 50; // faults in one answer, so that no request is answered with more than it sent
const LONGEST_PATH = 200;
const MOST_BYTES = 256 * 1024; // the API's limit for a body
const NOTHING = z.strictObject({});
const FIELD = /^[A-Za-z_][\w-]{0,63}$/; // what else stands in the place of a name may be anybody's address

/** Parses path, query and body at the edge; every wrong field is named at once, unknown ones too. */
export const read = (schemas: InputSchemas): MiddlewareObj<APIGatewayProxyEventV2> => ({
  before: ({ event }) => {
    const raw = bodyText(event);
    const parts = {
      path: event.pathParameters ?? {},
      query: event.queryStringParameters ?? {},
      body: parseJson(event, raw, schemas),
    };
    const language = languageOf(event);
    const faults: Fault[] = [];
    for (const part of ['path', 'query', 'body'] as const) {
      const schema = schemas[part] ?? (part === 'body' ? z.undefined() : NOTHING);
      const checked = check(schema, parts[part], part, language);
      if (checked.faults) faults.push(...checked.faults);
      else Object.assign(event, { [part]: checked.parsed });
    }
    if (faults.length > 0) {
      throw invalidFields(faults.slice(0, MOST_NAMED));
    }
    Object.assign(event, { rawBodyText: raw, language });
  },
});

type Checked<T> = { readonly parsed: T; readonly faults?: never } | { readonly faults: readonly Fault[] };

/** A value by its schema, or everything that is wrong with it, named from `where` on. */
export function check<T>(schema: z.ZodType<T>, value: unknown, where: string, language: Language): Checked<T> {
  const { success, data, error } = schema.safeParse(value, { error: faultWords(language) });
  if (success) return { parsed: data };
  return { faults: error.issues.flatMap((issue) => named(where, issue, language)) };
}

function bodyText({ body, isBase64Encoded }: APIGatewayProxyEventV2): string {
  const text = isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : (body ?? '');
  if (Buffer.byteLength(text) <= MOST_BYTES) return text;
  throw new Refusal('tooLarge', 'request.too-large', 'The body is larger than 256 KB');
}

function parseJson({ headers }: APIGatewayProxyEventV2, text: string, { body }: InputSchemas): unknown {
  if (text === '') return body?.safeParse(undefined).success || !body ? undefined : {};
  if (!/^application\/([\w.-]+\+)?json\b/i.test(headers['content-type'] ?? '')) {
    throw new Refusal(
      'invalid',
      'request.not-json',
      'Please send the body as JSON with content-type: application/json',
    );
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('invalid', 'request.not-json', 'The body is not JSON');
  }
}

function named(part: string, issue: z.core.$ZodIssue, language: Language): Fault[] {
  const path = (keys: readonly PropertyKey[]) => [part, ...keys].map(String).join('.').slice(0, LONGEST_PATH);
  if (issue.code === 'unrecognized_keys') {
    const message = language === 'en' ? 'is not a field of this request' : '此请求没有这个字段';
    const names = [...new Set(issue.keys.map((key) => (FIELD.test(key) ? key : '?')))];
    return names.map((name) => ({ path: path([...issue.path, name]), code: 'unknown', message }));
  }
  return [{ path: path(issue.path), code: issue.code, message: issue.message }];
}
