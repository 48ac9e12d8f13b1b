import { randomUUID } from 'node:crypto';
import type { Resource } from './assembly.ts';
import { matches } from './pattern.ts';

export type StreamRecord = {
  eventName: string;
  awsRegion: string;
  eventSourceARN?: string;
  dynamodb: {
    SequenceNumber: string;
    ApproximateCreationDateTime: number;
    NewImage?: object;
    OldImage?: object;
  };
};

export type Batch = { records: StreamRecord[]; attempts: number };
type Settings = ReturnType<typeof settingsOf>;

/** Milliseconds since 1970. */
export const bornAt = (record: StreamRecord | undefined) => (record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000;

/** What an event source mapping asks for, with AWS's defaults. */
export function settingsOf({ properties, arn }: Resource) {
  const { OnFailure } = (properties['DestinationConfig'] ?? {}) as { OnFailure?: { Destination?: string } };
  const unlimited = (value: unknown) =>
    value === undefined || value === -1 ? Number.POSITIVE_INFINITY : Number(value);
  return {
    arn,
    streamArn: String(properties['EventSourceArn']),
    functionName: String(properties['FunctionName']),
    batchSize: Number(properties['BatchSize'] ?? 100),
    window: Number(properties['MaximumBatchingWindowInSeconds'] ?? 0) * 1000,
    bisect: properties['BisectBatchOnFunctionError'] === true,
    retries: unlimited(properties['MaximumRetryAttempts']),
    maxAge: unlimited(properties['MaximumRecordAgeInSeconds']) * 1000,
    partial: ((properties['FunctionResponseTypes'] ?? []) as string[]).includes('ReportBatchItemFailures'),
    latest: properties['StartingPosition'] === 'LATEST',
    onFailure: OnFailure?.Destination,
  };
}

export function filterOf({ properties }: Resource): (record: StreamRecord) => boolean {
  const { Filters = [] } = (properties['FilterCriteria'] ?? {}) as { Filters?: { Pattern: string }[] };
  const patterns: unknown[] = Filters.map(({ Pattern }) => JSON.parse(Pattern));
  return (record) => patterns.length === 0 || patterns.some((pattern) => matches(pattern, record));
}

/** What Lambda sends to the on-failure destination of a stream: where the records are, not the records. */
export function letter(
  { records, attempts }: Batch,
  condition: string,
  { functionName, streamArn }: Settings,
  at: number,
): string {
  const [first, last] = [records[0], records.at(-1)];
  return JSON.stringify({
    requestContext: { requestId: randomUUID(), functionArn: functionName, condition, approximateInvokeCount: attempts },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date(at).toISOString(),
    DDBStreamBatchInfo: {
      shardId: 'shardId-00000000000000000000-local',
      startSequenceNumber: first?.dynamodb.SequenceNumber,
      endSequenceNumber: last?.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: new Date(bornAt(first)).toISOString(),
      approximateArrivalOfLastRecord: new Date(bornAt(last)).toISOString(),
      batchSize: records.length,
      streamArn,
    },
  });
}
