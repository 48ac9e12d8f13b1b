import type { Resource } from './assembly.ts';
import { type AwsCall, AwsFault, type Need } from './house.ts';

type Fields = Record<string, unknown>;
type Key = { AttributeName: string; KeyType: 'HASH' | 'RANGE' };
type Find = (table: unknown) => Resource;

const text = (value: unknown): string => {
  const [inner] = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return typeof inner === 'string' ? inner : '';
};

const partitionKey = (schema: unknown): string =>
  ((schema ?? []) as Key[]).find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';

/** The actions, tables and partition keys a DynamoDB call touches. */
export function dynamodbNeeds({ operation, json }: AwsCall, find: Find): Need[] {
  const needs = NEEDS[operation];
  if (!needs) throw new AwsFault('UnknownOperationException', `${operation} is not run here`);
  return needs(json, find, `dynamodb:${operation}`);
}

type Needs = (input: Fields, find: Find, action: string) => Need[];

function onItem(action: string, table: Resource, values: unknown): Need {
  const key = partitionKey(table.properties['KeySchema']);
  return { action, resource: table.arn, leadingKeys: [text((values as Fields | undefined)?.[key])] };
}

const byKey: Needs = (input, find, action) => [onItem(action, find(input['TableName']), input['Key'])];
const byItem: Needs = (input, find, action) => [onItem(action, find(input['TableName']), input['Item'])];
const onTable: Needs = (input, find, action) => [{ action, resource: find(input['TableName']).arn }];

type Index = { IndexName: string; KeySchema: unknown };

const onIndex: Needs = (input, find, action) => {
  const { arn, properties } = find(input['TableName']);
  const name = input['IndexName'];
  const indexes = [properties['GlobalSecondaryIndexes'] ?? [], properties['LocalSecondaryIndexes'] ?? []].flat();
  const schema = (indexes as Index[]).find(({ IndexName }) => IndexName === name)?.KeySchema ?? properties['KeySchema'];
  const resource = name === undefined ? arn : `${arn}/index/${String(name)}`;
  const asked = action === 'dynamodb:Query' && { leadingKeys: queried(input, partitionKey(schema)) };
  return [{ action, resource, ...asked }];
};

/** The partition key a key condition asks for: `#pk = :pk`, on whichever side of an AND. */
function queried(input: Fields, key: string): string[] {
  const names = (input['ExpressionAttributeNames'] ?? {}) as Record<string, string>;
  const values = (input['ExpressionAttributeValues'] ?? {}) as Fields;
  for (const [, name = '', value = ''] of String(input['KeyConditionExpression']).matchAll(
    /(#?[\w.-]+)\s*=\s*(:\w+)/g,
  )) {
    if ((names[name] ?? name) === key) return [text(values[value])];
  }
  return [''];
}

const perTable =
  (entries: (request: unknown) => unknown[], values: (entry: Fields) => unknown): Needs =>
  (input, find, action) =>
    Object.entries((input['RequestItems'] ?? {}) as Fields).map(([name, request]) => {
      const table = find(name);
      const leadingKeys = entries(request).flatMap((entry) => {
        return onItem(action, table, values(entry as Fields)).leadingKeys ?? [];
      });
      return { action, resource: table.arn, leadingKeys };
    });

const transaction: Needs = (input, find) =>
  ((input['TransactItems'] ?? []) as Record<string, Fields>[]).flatMap((entry) =>
    Object.entries(entry).map(([kind, item]) => {
      const action = IN_TRANSACTION[kind];
      if (!action) throw new AwsFault('ValidationException', `${kind} cannot stand in a transaction`);
      return onItem(action, find(item['TableName']), kind === 'Put' ? item['Item'] : item['Key']);
    }),
  );

const IN_TRANSACTION: Record<string, string> = {
  Put: 'dynamodb:PutItem',
  Update: 'dynamodb:UpdateItem',
  Delete: 'dynamodb:DeleteItem',
  ConditionCheck: 'dynamodb:ConditionCheckItem',
  Get: 'dynamodb:GetItem',
};

type Write = { PutRequest?: { Item: unknown }; DeleteRequest?: { Key: unknown } };

const NEEDS: Record<string, Needs> = {
  GetItem: byKey,
  UpdateItem: byKey,
  DeleteItem: byKey,
  PutItem: byItem,
  Query: onIndex,
  Scan: onIndex,
  BatchGetItem: perTable(
    (request) => ((request as Fields)['Keys'] ?? []) as unknown[],
    (key) => key,
  ),
  BatchWriteItem: perTable(
    (request) => request as unknown[],
    ({ PutRequest, DeleteRequest }: Write) => PutRequest?.Item ?? DeleteRequest?.Key,
  ),
  TransactWriteItems: transaction,
  TransactGetItems: transaction,
  DescribeTable: onTable,
  DescribeTimeToLive: onTable,
};
