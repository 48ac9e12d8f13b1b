import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as z from 'zod';
import packageJson from '../package.json' with { type: 'json' };
import { bundleFolder } from './bundle.ts';
import type { HttpRoute, RouteTables } from './routes.ts';

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable, for programs' },
    detail: { type: 'string', description: 'For people, in Chinese or English by Accept-Language' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
    requestId: { type: 'string' },
    ticketId: {
      type: 'string',
      description: 'The ticket that is there already, to who may see it (`ticket.external-id`)',
    },
    location: { type: 'string', description: 'Where it is' },
  },
};

const HEADERS = [
  { name: 'Accept-Language', in: 'header', schema: { type: 'string' }, description: 'zh-CN (default) or en' },
  {
    name: 'Idempotency-Key',
    in: 'header',
    schema: { type: 'string', maxLength: 255 },
    description: 'The same key acts once in 24 hours',
  },
  {
    name: 'If-Match',
    in: 'header',
    schema: { type: 'string' },
    description:
      'The ETag the act is based on: another one is answered with 412, none with 428 where the whole is replaced',
  },
];

// API Gateway gives these no other form, and asks no function first.
const REFUSED_BEFORE =
  'A refusal is application/problem+json. What the gateway refuses before anybody of the house is asked is not: it answers {"message": "…"} alone, in English, with 401 when a token is missing, out of date or not of this house, 404 when there is no such route, 413 when the body has more than 10 MB, and 429 when too much is asked at once.';

/** The OpenAPI 3.1 document of the API, made from the schemas that validate its requests. */
export function openApi(tables: RouteTables): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [room, routes] of Object.entries(tables)) {
    for (const definition of routes) {
      paths[definition.path] = {
        ...paths[definition.path],
        [definition.method.toLowerCase()]: operation(room, definition),
      };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kefu',
      version: packageJson.version,
      description: `Customer service in which every promise has a clock, an owner and a way up. ${REFUSED_BEFORE}`,
    },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: PROBLEM },
    },
  };
}

function operation(room: string, { method, does, may, open, input, answer }: HttpRoute) {
  const reading = method === 'GET';
  return {
    tags: [room],
    summary: does,
    description: may === undefined ? `Needs no token, ${open}.` : `Needs the permission \`${may}\`.`,
    ...(may === undefined ? { security: [], 'x-open': open } : { 'x-permission': may }),
    parameters: [
      ...fields('path', input['path']),
      ...fields('query', input['query']),
      ...(reading ? HEADERS.slice(0, 1) : HEADERS),
    ],
    ...(input['body'] !== undefined && {
      requestBody: { content: { 'application/json': { schema: json(input['body'], 'input') } } },
    }),
    responses: {
      [answer.status]: {
        description: does,
        content: { 'application/json': { schema: json(answer.schema, 'output') } },
      },
      default: {
        description: 'A refusal, named in full',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function json(schema: unknown, io: 'input' | 'output') {
  return z.toJSONSchema(schema as z.ZodType, { io, unrepresentable: 'any', target: 'draft-2020-12' });
}

function fields(place: 'path' | 'query', schema: unknown) {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = json(schema, 'input');
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: of,
  }));
}

/** Puts the document beside the function that serves it. */
export async function writeOpenApi(tables: RouteTables): Promise<void> {
  const folder = bundleFolder('platform/http/docs.lambda.ts');
  await mkdir(folder, { recursive: true });
  await writeFile(resolve(folder, 'openapi.json'), JSON.stringify(openApi(tables)));
}
