import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Construct } from 'constructs';
import type { DeadLetters } from './dead-letters.ts';
import { alarm, HouseFunction, type HouseFunctionProps } from './house-function.ts';

export type StreamListenerProps = HouseFunctionProps & {
  readonly table: Table;
  /** Which changes it hears, as Lambda's event filter over the record. */
  readonly filter: Readonly<Record<string, unknown>>;
  readonly deadLetters: DeadLetters;
};

const STREAM_READ = [
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:ListStreams',
];

/** A function on the table's stream: batches, bisected around a poison record, tried 8 times within 6 hours, then a dead letter. */
export class StreamListener extends HouseFunction {
  constructor(scope: Construct, id: string, { table, filter, deadLetters, ...props }: StreamListenerProps) {
    super(scope, id, props);
    const streamArn = table.tableStreamArn ?? '';
    this.allow(STREAM_READ, [streamArn]);
    this.allow(['sqs:SendMessage'], [deadLetters.queue.queueArn]);
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target: this.lambda,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      bisectBatchOnError: true,
      retryAttempts: 8,
      maxRecordAge: Duration.hours(6),
      reportBatchItemFailures: true,
      parallelizationFactor: 10,
      filters: [FilterCriteria.filter({ ...filter })],
      onFailure: new SqsDlq(deadLetters.queue),
    });
    mapping.node.addDependency(this.role);
    alarm(this, 'Behind', {
      metric: this.lambda.metric('IteratorAge', { period: Duration.minutes(1), statistic: 'Maximum' }),
      above: 60_000,
      impact: props.impact,
      runbook: 'the-stream-is-behind',
    });
  }
}
