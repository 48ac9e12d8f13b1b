import { randomUUID } from 'node:crypto';
import type { Resource } from './assembly.ts';
import type { Outcome } from './functions.ts';
import type { House } from './house.ts';
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

/** One event source mapping: its records in order, its batches, its retries, its checkpoint. */
export type Mapping = {
  /** Where reading must begin for this mapping, the stream's end being known. */
  begin(last: number): number;
  accept(records: StreamRecord[]): void;
};

type Options = { house: House; sendToQueue: (queueArn: string, body: string) => void };
type Batch = { records: StreamRecord[]; attempts: number };
type Settings = ReturnType<typeof settingsOf>;

const KIND = 'checkpoint';
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;

const sequence = (record: StreamRecord | undefined) => Number(record?.dynamodb.SequenceNumber ?? 0);

export function mapping(resource: Resource, options: Options): Mapping {
  const { clock, work, journal, functions, log } = options.house;
  const settings = settingsOf(resource);
  const wants = filterOf(resource);
  let checkpoint = 0;
  let seen = 0;
  let running = false;
  let window: (() => void) | undefined;
  const waiting: StreamRecord[] = [];
  /** What is left of the batch under way, split further by every bisection. */
  let batches: Batch[] = [];

  function pass(records: StreamRecord[]) {
    checkpoint = Math.max(checkpoint, sequence(records.at(-1)));
    journal.put(KIND, resource.logicalId, checkpoint);
  }

  /** Runs until nothing is left or a pause begins; a pause on the clock is not work. */
  function run() {
    window?.();
    window = undefined;
    if (running) return;
    running = true;
    const done = work.begin();
    drain()
      .catch((error) => {
        log(`${resource.logicalId}: ${error instanceof Error ? error.message : error}`);
        return FIRST_PAUSE;
      })
      .then((pause) => {
        running = false;
        if (pause > 0) clock.at(clock.now() + pause, run);
        else if (waiting.length > 0) gather();
        done();
      });
  }

  async function drain(): Promise<number> {
    for (;;) {
      if (batches.length === 0 && waiting.length > 0) {
        batches = [{ records: waiting.splice(0, settings.batchSize), attempts: 0 }];
      }
      const [batch] = batches;
      if (!batch) return 0;
      const pause = await attempt(batch);
      if (pause > 0) return pause;
    }
  }

  async function attempt(batch: Batch): Promise<number> {
    const { records } = batch;
    const tooOld = clock.now() - bornAt(records[0]) > settings.maxAge;
    if (tooOld) return discard(batch, 'RecordAgeExceeded');
    const outcome = await functions.invoke(settings.functionName, { Records: records });
    const good = succeeded(outcome, records, settings.partial);
    if (good > 0) pass(records.slice(0, good));
    if (good === records.length) return next();
    if (good > 0) return next({ records: records.slice(good), attempts: 0 });
    if (settings.bisect && records.length > 1) return next(...halves(records));
    batch.attempts += 1;
    if (batch.attempts > settings.retries) return discard(batch, 'RetryAttemptsExhausted');
    return Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (batch.attempts - 1));
  }

  function next(...instead: Batch[]): number {
    batches.splice(0, 1, ...instead);
    return 0;
  }

  function discard(batch: Batch, condition: string): number {
    log(`${resource.logicalId}: ${batch.records.length} records given up: ${condition}`);
    if (settings.onFailure) options.sendToQueue(settings.onFailure, letter(batch, condition, settings, clock.now()));
    pass(batch.records);
    return next();
  }

  /** Waits for a fuller batch when the mapping allows it to. */
  function gather() {
    if (running || batches.length > 0) return;
    if (settings.window === 0 || waiting.length >= settings.batchSize) return run();
    window ??= clock.at(clock.now() + settings.window, run);
  }

  return {
    begin(last) {
      const known = journal.get<number>(KIND, resource.logicalId);
      checkpoint = known ?? (settings.latest ? last : 0);
      if (known === undefined) journal.put(KIND, resource.logicalId, checkpoint);
      seen = checkpoint;
      return checkpoint;
    },
    accept(records) {
      const fresh = records.filter((record) => sequence(record) > seen);
      seen = Math.max(seen, sequence(records.at(-1)));
      const wanted = fresh.filter(wants);
      waiting.push(...wanted);
      if (waiting.length > 0) gather();
      else if (fresh.length > 0 && batches.length === 0 && !running) pass(fresh);
    },
  };
}

function settingsOf({ properties, arn }: Resource) {
  const { OnFailure } = (properties['DestinationConfig'] ?? {}) as { OnFailure?: { Destination?: string } };
  const unlimited = (value: unknown) => (value === undefined || value === -1 ? Number.POSITIVE_INFINITY : Number(value));
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

function filterOf({ properties }: Resource): (record: StreamRecord) => boolean {
  const { Filters = [] } = (properties['FilterCriteria'] ?? {}) as { Filters?: { Pattern: string }[] };
  const patterns: unknown[] = Filters.map(({ Pattern }) => JSON.parse(Pattern));
  return (record) => patterns.length === 0 || patterns.some((pattern) => matches(pattern, record));
}

/** How many records from the front are done. A report that names no record of the batch counts as a failure of all. */
function succeeded(outcome: Outcome, records: StreamRecord[], partial: boolean): number {
  if ('fault' in outcome) return 0;
  if (!partial) return records.length;
  const { batchItemFailures = [] } = (outcome.payload ?? {}) as { batchItemFailures?: { itemIdentifier?: string }[] };
  if (batchItemFailures.length === 0) return records.length;
  const failed = batchItemFailures.map(({ itemIdentifier }) =>
    records.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === itemIdentifier),
  );
  return Math.max(0, Math.min(...failed));
}

function halves(records: StreamRecord[]): Batch[] {
  const middle = Math.ceil(records.length / 2);
  return [records.slice(0, middle), records.slice(middle)].map((half) => ({ records: half, attempts: 0 }));
}

const bornAt = (record: StreamRecord | undefined) => (record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000;

/** What Lambda sends to the on-failure destination of a stream: where the records are, not the records. */
function letter({ records, attempts }: Batch, condition: string, { functionName, streamArn }: Settings, at: number): string {
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
