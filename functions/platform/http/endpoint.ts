import middy from '@middy/core';
import httpRouter, { type Method } from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2, Context } from 'aws-lambda';
import type * as z from 'zod';
import type { Actor } from '#platform/auth/actor.ts';
import type { Permission } from '#platform/auth/permissions.ts';
import type { Table } from '#platform/store/table.ts';
import type { Clock } from '#platform/time/instant.ts';
import { answerRefusals } from './answer-refusals.ts';
import { crossOrigin } from './cross-origin.ts';
import { type Keep, keepAnswers } from './keep-answers.ts';
import { type InputSchemas, read } from './read.ts';
import type { Reply } from './reply.ts';
import { requestLog } from './request-log.ts';
import { securityHeaders } from './security-headers.ts';
import { letIn } from './sign-in.ts';
import type { Language } from './words.ts';

type Parsed<Schemas extends InputSchemas, Part extends keyof InputSchemas> = Schemas[Part] extends z.ZodType
  ? z.infer<Schemas[Part]>
  : undefined;

/** What an action is given: the parsed parts of the request, who asks, and how to save its answer with its act. */
export type Call<Schemas extends InputSchemas> = {
  readonly path: Parsed<Schemas, 'path'>;
  readonly query: Parsed<Schemas, 'query'>;
  readonly body: Parsed<Schemas, 'body'>;
  readonly actor: Actor;
  /** The network address the request came from: to be counted under a blind index, never kept. */
  readonly from: string;
  readonly language: Language;
  readonly keep: Keep;
  /** What makes it this request and no other of the day, when its caller gave it a key: who sends what where. */
  readonly sentAs?: string | undefined;
};

/** Who may call a route: whoever holds a permission, or anybody at all, and then the reason stands beside it. */
export type Access =
  | { readonly may: Permission; readonly open?: never }
  | { readonly open: `because ${string}`; readonly may?: never };

/** One line of a room's route table; it says who may, so a route that anybody may call cannot be written by accident. */
export type Route<Needs> = Access & {
  readonly method: Method;
  readonly path: string;
  readonly does: string;
  /** Pages of other origins may call it, those that the deployment names. */
  readonly fromPages?: true;
  readonly input: InputSchemas;
  readonly answer: { readonly status: number; readonly schema: z.ZodType };
  readonly run: (needs: Needs) => (call: Call<InputSchemas>) => Promise<Reply>;
};

/** Ties a route's action to the schemas its input is parsed with. */
export function route<Needs, const Schemas extends InputSchemas>(
  definition: Access &
    Omit<Route<Needs>, 'input' | 'run' | keyof Access> & {
      readonly input: Schemas;
      readonly run: (needs: Needs) => (call: Call<Schemas>) => Promise<Reply>;
    },
): Route<Needs> {
  return definition as unknown as Route<Needs>;
}

type Base = {
  readonly table: () => Table;
  readonly clock: Clock;
  /** The origins whose pages may call what pages may call at all. */
  readonly origins?: () => readonly string[];
};

const none = () => [];

/** The Lambda of a room: its routes, each behind the same steps in the same order. */
export function api<Needs>(base: Base, needs: () => Needs, routes: readonly Route<Needs>[]) {
  const one = (definition: Route<Needs>) =>
    middy<APIGatewayProxyEventV2, APIGatewayProxyResultV2>()
      .use(requestLog(definition, base.clock))
      .use(definition.fromPages ? crossOrigin(base.origins ?? none) : [])
      .use(securityHeaders())
      .use(answerRefusals())
      .use(letIn(definition))
      .use(read(definition.input))
      .use(keepAnswers(base))
      .handler(async (event) => definition.run(needs())(event as unknown as Call<InputSchemas>) as never);

  const router = httpRouter<APIGatewayProxyEventV2, APIGatewayProxyResultV2>(
    routes.map((definition) => ({ method: definition.method, path: definition.path, handler: one(definition) })),
  );
  // Node 24 on Lambda takes a third parameter for a callback and refuses the handler.
  return (event: APIGatewayProxyEventV2, context: Context) => router(event, context, { signal: AbortSignal.abort() });
}
