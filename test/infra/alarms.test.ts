import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Loose, ofType, type Resource, refers, text } from './template.ts';

const alarms = ofType('AWS::CloudWatch::Alarm');
const watched = (metric: string, id: string) =>
  alarms.filter(
    ({ props }) =>
      props.MetricName === metric && (props.Dimensions ?? []).some(({ Value }: Loose) => refers(Value).includes(id)),
  );

/** The anchor a Markdown heading gets. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

const runbook = readFileSync(resolve(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
const entries = [...runbook.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchor(heading));

describe.each(alarms)('the alarm $id', ({ props }) => {
  const lines: string[] = props.AlarmDescription.split('\n');

  it('says first what is lost', () => {
    expect(lines[0]).toMatch(/^[a-z].{20,200}\.$/);
  });

  it('says last where the runbook helps, and the runbook does', () => {
    const [, named] = /^Runbook: docs\/runbook\.md#([a-z-]+)$/.exec(lines.at(-1) ?? '') ?? [];

    expect(entries).toContain(named);
  });

  it('rings where whoever is on call hears it', () => {
    const topic = ofType('AWS::SNS::Topic').find(({ id }) => id.startsWith('OnCall'));

    expect(props.AlarmActions.flatMap(refers)).toEqual([topic?.id]);
  });

  it('rings within five minutes', () => {
    expect(props.Period * props.EvaluationPeriods).toBeLessThanOrEqual(5 * 60);
  });
});

describe('the topic of the alarms', () => {
  it('takes what CloudWatch publishes for this account', () => {
    const policy = ofType('AWS::SNS::TopicPolicy').find(({ id }) => id.startsWith('OnCall'));
    const allows = policy?.props.PolicyDocument.Statement.filter(({ Effect }: Loose) => Effect === 'Allow');

    expect(allows).toEqual([
      expect.objectContaining({
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
    ]);
  });
});

describe('what is set aside', () => {
  it('rings when more of it comes than a person looks at, by the metric that the house counts', () => {
    const [much, ...others] = alarms.filter(({ props }) => props.MetricName === 'SetAside');

    expect(others).toEqual([]);
    expect(much?.props).toMatchObject({ Namespace: 'Kefu', Statistic: 'Sum', Threshold: 10 });
  });
});

describe('what was set aside and nobody looks at', () => {
  it('rings after four hours, by the metric that a job of every five minutes tells', () => {
    const [waits, ...others] = alarms.filter(({ props }) => props.MetricName === 'SetAsideHours');

    expect(others).toEqual([]);
    expect(waits?.props).toMatchObject({ Namespace: 'Kefu', Statistic: 'Maximum', Threshold: 4, Period: 5 * 60 });
    expect(
      ofType('AWS::Scheduler::Schedule')
        .filter(({ id }) => id.includes('WatchSetAside'))
        .map(({ props }) => props.ScheduleExpression),
    ).toEqual(['rate(5 minutes)']);
  });
});

describe('an alarm rings', () => {
  const one = (type: string, metric: string, like: Record<string, unknown>) =>
    ofType(type).map((resource: Resource) => ({ id: resource.id, metric, like }));

  it.each([
    ...one('AWS::Lambda::Function', 'Errors', { Statistic: 'Sum', Threshold: 0 }),
    ...one('AWS::StepFunctions::StateMachine', 'ExecutionsFailed', { Statistic: 'Sum', Threshold: 0 }),
    ...one('AWS::ApiGatewayV2::Api', '5xx', { Statistic: 'Sum', Threshold: 0 }),
  ])('when $id tells of $metric', ({ id, metric, like }) => {
    const ringing = { ComparisonOperator: 'GreaterThanThreshold', TreatMissingData: 'notBreaching', ...like };

    expect(watched(metric, id).map(({ props }) => props)).toEqual([expect.objectContaining(ringing)]);
  });

  it.each(ofType('AWS::SQS::Queue'))('when a dead letter waits in $id', ({ id }) => {
    const [waiting] = watched('ApproximateNumberOfMessagesVisible', id);

    expect(waiting?.props).toMatchObject({ Statistic: 'Maximum', Threshold: 0, Period: 60 });
  });

  it.each(ofType('AWS::Lambda::EventSourceMapping'))('when $id is more than a minute behind', ({ props }) => {
    const [behind] = watched('IteratorAge', refers(props.FunctionName)[0] ?? '');

    expect(behind?.props).toMatchObject({ Statistic: 'Maximum', Threshold: 60_000, Period: 60 });
  });

  it('when the sweeper finds what a timer missed', () => {
    const missed = alarms.find(({ props }) => props.MetricName === 'TimerMissed');

    expect(missed?.props).toMatchObject({ Namespace: 'Kefu', Statistic: 'Sum', Threshold: 0 });
  });

  it('when the sweeper itself stands still for five minutes', () => {
    const silent = alarms.filter(({ props }) => props.MetricName === 'Invocations');

    expect(
      silent.map(({ props }) => [text(props.Dimensions[0].Value), props.Threshold, props.TreatMissingData]),
    ).toEqual([[expect.stringContaining('Sweep'), 1, 'breaching']]);
    expect(silent[0]?.props.ComparisonOperator).toBe('LessThanThreshold');
  });
});
