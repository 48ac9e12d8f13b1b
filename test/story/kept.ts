import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Runtime } from '../../infra/local/runtime.ts';

export type Item = Readonly<Record<string, unknown>>;

/** The engine behind the house, asked directly and without its gateway. */
export function engineClient({ engineUrl }: Pick<Runtime, 'engineUrl'>): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    endpoint: engineUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'auditor', secretAccessKey: 'auditor' },
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

/** Everything the table keeps. */
export async function kept(runtime: Pick<Runtime, 'engineUrl'>): Promise<Item[]> {
  const client = engineClient(runtime);
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const items: Item[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({ TableName: TableNames[0], ConsistentRead: true, ...(from && { ExclusiveStartKey: from }) }),
    );
    items.push(...Items);
    from = LastEvaluatedKey;
  } while (from);
  client.destroy();
  return items;
}
