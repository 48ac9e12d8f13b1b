import type { Resource } from './assembly.ts';
import { daily } from './daily.ts';
import { type EngineClient, TABLES } from './engine-client.ts';
import type { House } from './house.ts';

type Item = Record<string, { S?: string; N?: string; B?: string }>;
type Page = { Items: Item[]; LastEvaluatedKey?: Item };

const OLDEST = 5 * 365 * 24 * 60 * 60; // seconds: AWS leaves items alone whose time is more than five years past

/** Deletes, once a day, what has expired on the house's clock (AWS promises "within a few days"); the engine's own expiry would follow the real one. */
export function expireItems(house: House, engine: EngineClient, written: () => void): { stop(): void } {
  const { assembly, clock } = house;
  const tables = assembly.byType('AWS::DynamoDB::Table').filter((table) => attributeOf(table) !== undefined);
  if (tables.length === 0) return { stop: () => {} };
  return daily(house, 'expiry', async () => {
    const now = Math.floor(clock.now() / 1000);
    const counts = await Promise.all(tables.map((table) => expire(table, engine, now)));
    if (counts.some((count) => count > 0)) written();
  });
}

function attributeOf({ properties }: Resource): string | undefined {
  const { AttributeName, Enabled } = (properties['TimeToLiveSpecification'] ?? {}) as Record<string, unknown>;
  return Enabled === true ? String(AttributeName) : undefined;
}

async function expire(table: Resource, engine: EngineClient, now: number): Promise<number> {
  const expired = {
    TableName: table.physicalId,
    ExpressionAttributeNames: { '#ttl': attributeOf(table) },
    ExpressionAttributeValues: { ':now': { N: `${now}` }, ':oldest': { N: `${now - OLDEST}` } },
  };
  const keys = (table.properties['KeySchema'] as { AttributeName: string }[]).map(({ AttributeName }) => AttributeName);
  let count = 0;
  let ExclusiveStartKey: Item | undefined;
  do {
    const page: Page = await engine.ask(`${TABLES}Scan`, {
      ...expired,
      FilterExpression: '#ttl BETWEEN :oldest AND :now',
      ...(ExclusiveStartKey && { ExclusiveStartKey }),
    });
    for (const item of page.Items) {
      const Key = Object.fromEntries(keys.map((name) => [name, item[name]]));
      const still = { ...expired, Key, ConditionExpression: '#ttl BETWEEN :oldest AND :now' };
      await engine.ask(`${TABLES}DeleteItem`, still).catch(ignoreRenewed);
      count += 1;
    }
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return count;
}

function ignoreRenewed(error: Error): void {
  if (!error.message.includes('ConditionalCheckFailed')) throw error;
}
