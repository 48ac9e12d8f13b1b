import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { env } from './env.ts';
import { newId } from './ids.ts';
import type { Table } from './store/table.ts';
import { type Clock, fromMillis } from './time/instant.ts';

/** Makes a thing when it is first asked for, and keeps it for the life of the instance. */
export function once<T>(make: () => T): () => T {
  let made: { readonly thing: T } | undefined;
  return () => {
    made ??= { thing: make() };
    return made.thing;
  };
}

const clock: Clock = () => fromMillis(Date.now());

/** The real world, as the entry points hand it to the actions: nothing is opened before it is used. */
export const live = {
  clock,
  newId,
  table: once<Table>(() => ({
    name: env('table'),
    client: DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } }),
  })),
};
