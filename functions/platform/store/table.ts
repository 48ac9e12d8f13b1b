import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The one table of the house and the way to it. */
export type Table = { readonly name: string; readonly client: DynamoDBDocumentClient };

export type Key = { readonly pk: string; readonly sk: string };

/** What the table holds: its key, the name of its entity, and the state. */
export type Item = Key & { readonly entity: string } & Readonly<Record<string, unknown>>;
