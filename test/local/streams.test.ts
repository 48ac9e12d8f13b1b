import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, type DynamoEventSourceProps, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { describe, expect, it } from 'vitest';
import { engineClient, TABLES } from '../../infra/local/engine-client.ts';
import type { Foundation } from '../../infra/local/foundation.ts';
import { aFoundation } from './a-foundation.ts';
import { aFolder, aFunction, anAssembly, aTable } from './an-assembly.ts';

const NOON = Date.parse('2030-03-02T12:00:00Z');

/** Prints each batch it is given, and fails on records whose sort key is poison. */
const LISTENER = `
  const keys = ({ Records }) => Records.map(({ dynamodb }) => dynamodb.Keys.sk.S);
  export const handler = async (event) => {
    console.log(keys(event).join(' '));
    if (keys(event).includes('poison')) throw new Error('poison');
  };`;
const REPORTER = `
  export const handler = async ({ Records }) => {
    console.log(Records.map(({ dynamodb }) => dynamodb.Keys.sk.S).join(' '));
    const failed = Records.filter(({ dynamodb }) => dynamodb.Keys.sk.S === 'poison');
    return { batchItemFailures: failed.map(({ dynamodb }) => ({ itemIdentifier: dynamodb.SequenceNumber })) };
  };`;

const listening = (source: string, options: Partial<DynamoEventSourceProps>) =>
  anAssembly((stack) => {
    const onFailure = new SqsDlq(new Queue(stack, 'Lost', { queueName: 'Lost' }));
    const start = { startingPosition: StartingPosition.TRIM_HORIZON, onFailure };
    aFunction(stack, 'Listener', source).addEventSource(new DynamoEventSource(aTable(stack), { ...start, ...options }));
  });

/** Writes what nothing tells the streams of. */
async function put({ engine }: Foundation, ...keys: string[]) {
  const client = engineClient(engine.port);
  for (const sk of keys) {
    const Item = { pk: { S: 'order' }, sk: { S: sk }, price: { N: '30' } };
    await client.ask(`${TABLES}PutItem`, { TableName: 'Records', Item });
  }
  client.stop();
}

/** Writes while the streams are off, so that what is written arrives together. */
async function write(foundation: Foundation, ...keys: string[]) {
  foundation.streams.on(false);
  await put(foundation, ...keys);
  foundation.streams.on(true);
  await foundation.house.work.settled();
}

const batches = ({ output }: Foundation) => {
  return output.lines().flatMap((line) => (/^Listener (?!ERROR)(.*)/.exec(line) ?? []).slice(1));
};

describe('listening to a table', () => {
  it('receives the changes in order, in batches of the size asked for', async () => {
    const foundation = await aFoundation(listening(LISTENER, { batchSize: 2 }));
    await write(foundation, 'a', 'b', 'c', 'd', 'e');

    expect(batches(foundation)).toEqual(['a b', 'c d', 'e']);
  });

  it('leaves all in the stream while it is off, also when a reading was under way', async () => {
    const foundation = await aFoundation(listening(LISTENER, {}));
    await foundation.house.work.settled();
    await put(foundation, 'a');
    foundation.streams.on(true); // begins to read
    foundation.streams.on(false);
    await foundation.house.work.settled();
    expect(batches(foundation)).toEqual([]);

    await write(foundation, 'b');
    expect(batches(foundation)).toEqual(['a b']);
  });

  it('sees only what the filter lets through', async () => {
    const newKey = {
      dynamodb: { Keys: { sk: { S: FilterRule.beginsWith('event#') } } },
      eventName: FilterRule.isEqual('INSERT'),
    };
    const foundation = await aFoundation(listening(LISTENER, { filters: [FilterCriteria.filter(newKey)] }));
    await write(foundation, 'event#1', 'ticket', 'event#2');

    expect(batches(foundation)).toEqual(['event#1 event#2']);
  });

  it('hears nothing of a write that changed nothing', async () => {
    const foundation = await aFoundation(listening(LISTENER, {}));
    await write(foundation, 'a', 'a');

    expect(batches(foundation)).toEqual(['a']);
  });

  it('waits for a fuller batch as long as it may', async () => {
    const assembly = listening(LISTENER, { maxBatchingWindow: Duration.minutes(5) });
    const foundation = await aFoundation(assembly, { start: NOON });
    await write(foundation, 'a');
    await write(foundation, 'b');
    expect(batches(foundation)).toEqual([]);

    await foundation.house.clock.moveTo(NOON + 600_000);

    expect(batches(foundation)).toEqual(['a b']);
  });

  it('goes on from the first record a report names', async () => {
    const assembly = listening(REPORTER, { reportBatchItemFailures: true, retryAttempts: 0 });
    const foundation = await aFoundation(assembly);
    await write(foundation, 'a', 'b', 'poison', 'c');

    expect(batches(foundation)).toEqual(['a b poison c', 'poison c']);
  });

  it('halves a failing batch until the poison stands alone in the on-failure queue', async () => {
    const assembly = listening(LISTENER, { bisectBatchOnError: true, retryAttempts: 1 });
    const foundation = await aFoundation(assembly, { start: NOON });
    await write(foundation, 'a', 'poison', 'b', 'c');
    await foundation.house.clock.moveTo(NOON + 600_000);

    expect(batches(foundation)).toEqual(['a poison b c', 'a poison', 'a', 'poison', 'poison', 'b c']);
    expect(foundation.letters).toMatchObject([
      {
        queue: 'Lost',
        body: {
          requestContext: { condition: 'RetryAttemptsExhausted' },
          DDBStreamBatchInfo: { batchSize: 1, startSequenceNumber: '2' },
        },
      },
    ]);
  });

  it('gives up records that have become too old', async () => {
    const assembly = listening(LISTENER, { maxRecordAge: Duration.minutes(1) });
    const foundation = await aFoundation(assembly, { start: NOON });
    await write(foundation, 'poison');
    await foundation.house.clock.moveTo(NOON + 600_000);

    expect(foundation.letters).toMatchObject([{ body: { requestContext: { condition: 'RecordAgeExceeded' } } }]);
  });

  it('takes up after a restart where it stopped', async () => {
    const [assembly, folder] = [listening(LISTENER, {}), aFolder()];
    const before = await aFoundation(assembly, { folder });
    await write(before, 'a');
    before.streams.on(false);
    await put(before, 'b');
    await before.stop();

    const after = await aFoundation(assembly, { folder });
    await after.house.work.settled();

    expect(batches(after)).toEqual(['b']);
  });
});
