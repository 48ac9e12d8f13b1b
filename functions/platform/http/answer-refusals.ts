import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { log } from '#platform/log.ts';
import { Refusal } from '#platform/refusal.ts';
import { toldError } from '#platform/told-error.ts';
import { fault, problem } from './problem.ts';
import { languageOf } from './words.ts';

/** Turns a refusal into its problem document and anything else into a 500 that says nothing but its number. */
export const answerRefusals = (): MiddlewareObj<APIGatewayProxyEventV2> => ({
  onError: (request) => {
    if (request.response !== undefined) return;
    const { event, error } = request;
    const { requestId } = event.requestContext;
    if (error instanceof Refusal) {
      request.response = problem(error, requestId, languageOf(event));
      return;
    }
    log.error('fault', { requestId, ...toldError(error) });
    request.response = fault(requestId, languageOf(event));
  },
});
