import type { Assembly, Resource } from './assembly.ts';
import { dynamodbNeeds } from './dynamodb-needs.ts';
import { type EngineClient, TABLES } from './engine-client.ts';
import { AwsFault, type Service } from './house.ts';

export type Units = { read: number; write: number };
export type Dynamodb = Service & {
  /** Capacity units consumed so far by calls that asked for them. */
  units(): Units;
  /** While on, every call is answered with its consumed capacity. */
  meter(on: boolean): void;
};

type Options = {
  assembly: Assembly;
  engine: EngineClient /** Told of every successful write. */;
  written: (caller: string | undefined) => void;
};

const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);
const ASK_FOR_CAPACITY = Buffer.from('{"ReturnConsumedCapacity":"TOTAL",');
const CAPACITY = Buffer.from('"ConsumedCapacity"');

/** Forwards DynamoDB calls to the engine, byte for byte. */
export function dynamodb({ assembly, engine, written }: Options): Dynamodb {
  const tables = tableFinder(assembly);
  const units = { read: 0, write: 0 };
  let metering = false;
  return {
    scope: 'dynamodb',
    units: () => ({ ...units }),
    meter(on) {
      metering = on;
    },
    needs: (call) => dynamodbNeeds(call, tables),
    async answer({ operation, body, json, caller }) {
      const asks = metering && json['ReturnConsumedCapacity'] === undefined;
      const sent = asks ? Buffer.concat([ASK_FOR_CAPACITY, body.subarray(1)]) : body;
      const answer = await engine.send(TABLES + operation, sent);
      if (answer.status === 200) {
        if (answer.body.includes(CAPACITY)) count(units, operation, answer.body);
        if (WRITES.has(operation)) written(caller);
      }
      return {
        status: answer.status,
        body: answer.body,
        ...(answer.checksum && { headers: { 'x-amz-crc32': answer.checksum } }),
      };
    },
  };
}

/** Finds a table of the template by name or ARN. */
function tableFinder(assembly: Assembly): (table: unknown) => Resource {
  const tables = assembly.byType('AWS::DynamoDB::Table');
  const found = new Map(tables.flatMap((table) => [[table.physicalId, table] as const, [table.arn, table] as const]));
  return (name) => {
    const table = found.get(String(name));
    if (!table)
      throw new AwsFault('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);
    return table;
  };
}

type Capacity = { CapacityUnits?: number };

function count(units: Units, operation: string, body: Buffer): void {
  const { ConsumedCapacity } = JSON.parse(body.toString()) as { ConsumedCapacity?: Capacity | Capacity[] };
  const kind = WRITES.has(operation) ? 'write' : 'read';
  for (const { CapacityUnits = 0 } of [ConsumedCapacity ?? []].flat()) units[kind] += CapacityUnits;
}

const CREATED_WITH = [
  'KeySchema',
  'AttributeDefinitions',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
  'BillingMode',
] as const;

/** Creates the template's tables that the engine does not hold yet. */
export async function createTables(assembly: Assembly, engine: EngineClient): Promise<void> {
  const { TableNames } = await engine.ask<{ TableNames: string[] }>(`${TABLES}ListTables`, {});
  for (const table of assembly.byType('AWS::DynamoDB::Table')) {
    const { physicalId, properties, logicalId } = table;
    if (TableNames.includes(physicalId)) {
      await refuseOther(table, engine);
      continue;
    }
    const input = Object.fromEntries(CREATED_WITH.map((name) => [name, properties[name]]));
    const { StreamViewType } = (properties['StreamSpecification'] ?? {}) as { StreamViewType?: string };
    const stream = StreamViewType && { StreamSpecification: { StreamEnabled: true, StreamViewType } };
    await engine
      .ask(`${TABLES}CreateTable`, { TableName: physicalId, BillingMode: 'PAY_PER_REQUEST', ...input, ...stream })
      .catch((error) => {
        throw new Error(`${logicalId}: the engine refuses the table: ${error.message}`, { cause: error });
      });
  }
}

type Shape = { KeySchema?: { AttributeName: string }[]; GlobalSecondaryIndexes?: (Shape & { IndexName: string })[] };

const shapeOf = ({ KeySchema = [], GlobalSecondaryIndexes = [] }: Shape): string[] => [
  KeySchema.map(({ AttributeName }) => AttributeName).join('+'),
  ...GlobalSecondaryIndexes.map((index) => `${index.IndexName}: ${shapeOf(index)}`).sort(),
];

/** A kept table cannot follow the template to other keys or indexes. */
async function refuseOther({ physicalId, logicalId, properties }: Resource, engine: EngineClient): Promise<void> {
  const { Table } = await engine.ask<{ Table: Shape }>(`${TABLES}DescribeTable`, { TableName: physicalId });
  const [kept, wanted] = [shapeOf(Table), shapeOf(properties)].map((shape) => shape.join(', '));
  if (kept !== wanted) {
    throw new Error(`${logicalId}: the folder keeps this table with the keys ${kept}; the template wants ${wanted}`);
  }
}
