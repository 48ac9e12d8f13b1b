import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { byId, type Loose, ofType, type Resource, refers, statements, text } from './template.ts';

const queues = ofType('AWS::SQS::Queue').map(({ id }) => `<${id}.Arn>`);
const rules = ofType('AWS::Events::Rule');
/** Those on the house's own bus; the others hear the services of AWS. */
const ownRules = rules.filter(({ props }) => props.EventBusName);
const schedules = ofType('AWS::Scheduler::Schedule');
const mappings = ofType('AWS::Lambda::EventSourceMapping');
const targets = rules.flatMap(({ id, props }) => props.Targets.map((target: Loose) => ({ id, target })));
const invokedAsync = [...targets.map(({ target }) => target.Arn), ...schedules.map(({ props }) => props.Target.Arn)];

const roleMay = (role: Loose, action: string, resource: string) => {
  const policies = ofType('AWS::IAM::Policy').filter(({ props }) =>
    props.Roles.flatMap(refers).includes(refers(role)[0]),
  );
  return statements().some(
    ({ of, actions, resources }) =>
      policies.some(({ id }) => id === of) && actions.includes(action) && resources.includes(resource),
  );
};

describe('every queue', () => {
  it.each(ofType('AWS::SQS::Queue'))('$id is where undelivered work ends, for 14 days', ({ id, props }) => {
    const ends = [
      ...targets.map(({ target }) => text(target.DeadLetterConfig?.Arn)),
      ...mappings.map(({ props: mapping }) => text(mapping.DestinationConfig?.OnFailure.Destination)),
    ];

    expect(ends).toContain(`<${id}.Arn>`);
    expect(props).toMatchObject({ MessageRetentionPeriod: 14 * 24 * 60 * 60, SqsManagedSseEnabled: true });
  });
});

describe.each(targets)("the rule $id's target", ({ id, target }) => {
  it('ends in a dead-letter queue that takes letters from this rule', () => {
    const [queue = ''] = refers(target.DeadLetterConfig?.Arn);
    const policy = ofType('AWS::SQS::QueuePolicy').find(({ props }) => props.Queues.flatMap(refers).includes(queue));
    const senders = policy?.props.PolicyDocument.Statement.filter(
      ({ Principal }: Loose) => Principal.Service === 'events.amazonaws.com',
    );

    expect(queues).toContain(`<${queue}.Arn>`);
    expect(senders.map(({ Condition }: Loose) => text(Condition.ArnEquals['aws:SourceArn']))).toContain(`<${id}.Arn>`);
  });

  it('lets this rule invoke its function', () => {
    const permission = ofType('AWS::Lambda::Permission').find(({ props }) => text(props.SourceArn) === `<${id}.Arn>`);

    expect(permission?.props).toMatchObject({ FunctionName: target.Arn, Principal: 'events.amazonaws.com' });
  });

  it('is retried for hours', () => {
    expect(target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 6 * 60 * 60, MaximumRetryAttempts: 8 });
  });
});

describe('every rule', () => {
  const told = new Set(
    globSync('functions/**/events.ts', { cwd: resolve(import.meta.dirname, '../..') }).flatMap((file) =>
      [...readFileSync(resolve(import.meta.dirname, '../..', file), 'utf8').matchAll(/'([A-Z][A-Za-z]+)'/g)].map(
        ([, name]) => name,
      ),
    ),
  );

  it.each(rules.filter((rule) => !ownRules.includes(rule)))('$id hears one service of AWS', ({ props }) => {
    expect(props.EventPattern.source).toHaveLength(1);
    expect(props.EventPattern.source[0]).toMatch(/^aws\.(s3|ses)$/);
  });

  it.each(ownRules)('$id waits for facts that a room tells', ({ props }) => {
    expect(props.EventPattern.source).toEqual(['kefu']);
    expect(props.EventPattern['detail-type'].filter((name: string) => !told.has(name))).toEqual([]);
  });
});

describe.each(schedules)('the schedule $id', ({ props: { Target, ...schedule }, whole }) => {
  it('runs in the time zone of the business, told for which moment', () => {
    expect(schedule).toMatchObject({
      ScheduleExpressionTimezone: 'Asia/Shanghai',
      FlexibleTimeWindow: { Mode: 'OFF' },
    });
    expect(JSON.parse(Target.Input)).toEqual({ scheduledAt: '<aws.scheduler.scheduled-time>' });
  });

  it('ends in a dead-letter queue that its role may send to', () => {
    expect(queues).toContain(text(Target.DeadLetterConfig?.Arn));
    expect(roleMay(Target.RoleArn, 'sqs:SendMessage', text(Target.DeadLetterConfig.Arn))).toBe(true);
    expect(roleMay(Target.RoleArn, 'lambda:InvokeFunction', text(Target.Arn))).toBe(true);
  });

  it('starts after its role has its policy', () => {
    expect(whole.DependsOn.map((id: string) => byId(id).type).sort()).toEqual(['AWS::IAM::Policy', 'AWS::IAM::Role']);
  });
});

describe.each(mappings)('the stream mapping $id', ({ props, whole }) => {
  const reader = byId(refers(props.FunctionName)[0] ?? '');

  it('ends in a dead-letter queue that its function may send to', () => {
    const end = text(props.DestinationConfig?.OnFailure.Destination);

    expect(queues).toContain(end);
    expect(roleMay(reader.props.Role, 'sqs:SendMessage', end)).toBe(true);
  });

  it('splits a batch around what fails, reports it by its place, and gives up neither soon nor never', () => {
    expect(props).toMatchObject({
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 8,
      MaximumRecordAgeInSeconds: 6 * 60 * 60,
      StartingPosition: 'TRIM_HORIZON',
    });
  });

  it('may read the stream before it is made', () => {
    const read = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
      (action) => `dynamodb:${action}`,
    );

    expect(read.filter((action) => !roleMay(reader.props.Role, action, text(props.EventSourceArn)))).toEqual([]);
    expect(whole.DependsOn.map((id: string) => byId(id).type)).toContain('AWS::IAM::Policy');
  });
});

describe('the stream', () => {
  it('has two readers, as many as DynamoDB serves without throttling', () => {
    expect(mappings).toHaveLength(2);
  });
});

describe('every function that is invoked without waiting for it', () => {
  const asynchronous = [...new Set(invokedAsync.flatMap(refers))].map(byId);

  it.each(asynchronous)('$id ends in a dead-letter queue that its role may send to', (lambda: Resource) => {
    const config = ofType('AWS::Lambda::EventInvokeConfig').find(({ props }) =>
      refers(props.FunctionName).includes(lambda.id),
    );
    const end = text(config?.props.DestinationConfig?.OnFailure?.Destination);

    expect(queues).toContain(end);
    expect(roleMay(lambda.props.Role, 'sqs:SendMessage', end)).toBe(true);
    expect(config?.props.MaximumRetryAttempts).toBe(2);
  });
});
