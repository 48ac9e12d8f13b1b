import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll } from 'vitest';
import type { Table } from '#platform/store/table.ts';
import { startEngine } from '../../infra/local/engine.ts';

const INDEXES = {
  byLook: ['lookBucket', 'lookAt'],
  byList: ['listKey', 'sortKey'],
  byCustomer: ['customerKey', 'sortKey'],
  byOrder: ['orderKey', 'sortKey'],
  byAssignee: ['assigneeKey', 'sortKey'],
  byNumber: ['numberKey', 'sortKey'],
};

const keys = ([hash, range]: string[]) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  { AttributeName: range, KeyType: 'RANGE' as const },
];

/** An empty table like the house's, in an engine of its own that ends with the file's tests. */
export async function aTable(): Promise<Table> {
  const engine = await startEngine({});
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint: engine.url,
      region: 'local',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  afterAll(async () => {
    client.destroy();
    await engine.stop();
  });
  const names = new Set(['pk', 'sk', ...Object.values(INDEXES).flat()]);
  await client.send(
    new CreateTableCommand({
      TableName: 'house',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [...names].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
      KeySchema: keys(['pk', 'sk']),
      GlobalSecondaryIndexes: Object.entries(INDEXES).map(([IndexName, attributes]) => ({
        IndexName,
        KeySchema: keys(attributes),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    }),
  );
  return { name: 'house', client };
}
