import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

/** The least a function with these clients can do: one read, one answer. */
export async function handler({ key }: { key: Record<string, string> }) {
  await client.send(new GetCommand({ TableName: process.env['TABLE_NAME'], Key: key }));
  return { statusCode: 200, body: '{}' };
}
