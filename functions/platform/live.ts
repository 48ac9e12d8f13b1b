import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { env } from './env.ts';
import { newId } from './ids.ts';
import { lazily } from './lazy.ts';
import type { Table } from './store/table.ts';
import { type Clock, fromMillis } from './time/instant.ts';

const clock: Clock = () => fromMillis(Date.now());

/** The real world, as the entry points hand it to the actions: nothing is opened before it is used. */
export const live = {
  clock,
  newId,
  table: lazily<Table>(() => ({
    name: env('table'),
    client: DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } }),
  })),
};
