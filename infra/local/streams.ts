import type { Resource } from './assembly.ts';
import { type EngineClient, STREAMS } from './engine-client.ts';
import type { House } from './house.ts';
import { streamArn } from './identity.ts';
import type { StreamRecord } from './stream-batch.ts';
import { type Mapping, mapping } from './stream-mapping.ts';

/** Carries every change of a table to the functions mapped to its stream. */
export type Streams = {
  /** A write has happened somewhere: read on. What is read for a write that may lag may lag as well. */
  poke(lag?: 'mayLag'): void;
  /** Off leaves the records in the stream until it is on again, those of a reading under way too. */
  on(on: boolean): void;
  /** Finds where each mapping stands, and reads what was left. */
  start(): Promise<void>;
  stop(): void;
};

export type StreamsOptions = {
  house: House;
  engine: EngineClient;
  sendToQueue: (queueArn: string, body: string) => void;
};

type Reader = {
  start(): Promise<void>;
  /** Leaves in the stream what arrives when it is no longer wanted. */
  readOn(wanted: () => boolean): Promise<void>;
};

export function streams(options: StreamsOptions): Streams {
  const { assembly, work, log } = options.house;
  const readers = assembly.byType('AWS::DynamoDB::Table').flatMap((table) => reader(table, options) ?? []);
  let enabled = true;
  let turnedOff = 0;
  let stopped = false;
  let reading = false;
  let asked: (() => void)[] = [];

  /** Reads as long as somebody asked; who asked before a reading began is content when it ends. */
  async function readAll() {
    while (asked.length > 0 && enabled && !stopped) {
      const content = asked;
      asked = [];
      const before = turnedOff;
      const wanted = () => turnedOff === before && !stopped;
      try {
        await Promise.all(readers.map((one) => one.readOn(wanted)));
      } catch (error) {
        if (!stopped) log(`streams: ${error instanceof Error ? error.message : error}`);
        setTimeout(poke, FAULT_PAUSE).unref();
      }
      for (const done of content) done();
    }
    reading = false;
    for (const done of asked.splice(0)) done();
  }

  function poke(lag?: 'mayLag') {
    if (!enabled || stopped || readers.length === 0) return;
    asked.push(work.begin(lag));
    if (reading) return;
    reading = true;
    void readAll();
  }

  return {
    poke,
    on(on) {
      enabled = on;
      if (on) poke();
      else turnedOff += 1;
    },
    async start() {
      await Promise.all(readers.map((one) => one.start()));
      poke();
    },
    stop() {
      stopped = true;
    },
  };
}

const FAULT_PAUSE = 100;
const AT_ONCE = 1000; // records: the most GetRecords gives

type Description = {
  StreamDescription: { Shards: { ShardId: string; SequenceNumberRange: { EndingSequenceNumber?: string } }[] };
};

function reader(table: Resource, options: StreamsOptions): Reader | undefined {
  const { house, engine } = options;
  const place = { ...house, stack: '', urls: { api: '', issuer: '' } };
  const arn = streamArn(place, table.physicalId);
  const mappings = house.assembly
    .byType('AWS::Lambda::EventSourceMapping')
    .filter(({ properties }) => properties['EventSourceArn'] === arn && properties['Enabled'] !== false)
    .map((resource) => mapping(resource, options));
  if (mappings.length === 0) return undefined;
  let iterator = '';

  async function start() {
    const stream = await streamOf(engine, table.physicalId);
    const { StreamDescription } = await engine.ask<Description>(`${STREAMS}DescribeStream`, { StreamArn: stream });
    const [shard] = StreamDescription.Shards;
    const last = Number(shard?.SequenceNumberRange.EndingSequenceNumber ?? 0);
    const from = Math.min(...mappings.map((one) => one.begin(last)));
    const position =
      from > 0
        ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: `${from}` }
        : { ShardIteratorType: 'TRIM_HORIZON' };
    const input = { StreamArn: stream, ShardId: shard?.ShardId, ...position };
    iterator = (await engine.ask<{ ShardIterator: string }>(`${STREAMS}GetShardIterator`, input)).ShardIterator;
  }

  async function readOn(wanted: () => boolean) {
    for (;;) {
      const read = await engine.ask<{ Records: StreamRecord[]; NextShardIterator: string }>(`${STREAMS}GetRecords`, {
        ShardIterator: iterator,
        Limit: AT_ONCE,
      });
      if (!wanted()) return;
      iterator = read.NextShardIterator;
      if (read.Records.length > 0) accept(mappings, read.Records, house, arn);
      if (read.Records.length < AT_ONCE) return; // whoever writes after this asks again
    }
  }

  return { start, readOn };
}

async function streamOf(engine: EngineClient, TableName: string): Promise<string> {
  const { Streams } = await engine.ask<{ Streams: { StreamArn: string }[] }>(`${STREAMS}ListStreams`, { TableName });
  const [stream] = Streams;
  if (!stream) throw new Error(`The engine keeps no stream of ${TableName}`);
  return stream.StreamArn;
}

/** Gives records the house's names and time, drops writes that changed nothing (as AWS does), and hands the rest on. */
function accept(mappings: Mapping[], read: StreamRecord[], { clock, region }: House, eventSourceARN: string): void {
  const shift = clock.now() - Date.now();
  const records = read.filter(changedSomething).map((record) => ({
    ...record,
    awsRegion: region,
    eventSourceARN,
    dynamodb: {
      ...record.dynamodb,
      ApproximateCreationDateTime: Math.floor(record.dynamodb.ApproximateCreationDateTime + shift / 1000),
    },
  }));
  for (const one of mappings) one.accept(records);
}

function changedSomething({ eventName, dynamodb: { NewImage, OldImage } }: StreamRecord): boolean {
  return eventName !== 'MODIFY' || canonical(NewImage) !== canonical(OldImage);
}

/** The engine gives attributes in no particular order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}
