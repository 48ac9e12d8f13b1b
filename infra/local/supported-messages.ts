import { checkPattern } from './pattern.ts';
import { described, ENCRYPTED, known, only, type Properties, type Support, words } from './support.ts';

/** What carries messages and events: buses, schedules, queues, topics and mail. */
export const MESSAGES: Record<string, Support> = {
  'AWS::Events::EventBus': {
    runs: ['Name'],
    noEffect: { ...described, DeadLetterConfig: 'events are always accepted', LogConfig: 'no logs of the bus here' },
  },
  'AWS::Events::Rule': {
    runs: words('Name EventBusName EventPattern State Targets'),
    noEffect: described,
    check({ EventPattern, Targets = [] }) {
      if (!EventPattern) throw new Error('a rule must have an EventPattern; schedules belong to EventBridge Scheduler');
      checkPattern(EventPattern);
      for (const target of Targets as Properties[]) known('Targets', target, TARGET);
    },
  },
  'AWS::Scheduler::Schedule': {
    runs: words(
      'Name GroupName ScheduleExpression ScheduleExpressionTimezone State Target StartDate EndDate FlexibleTimeWindow',
    ),
    noEffect: described,
    check({ Target, FlexibleTimeWindow }) {
      known('Target', Target as Properties, ['Arn', 'RoleArn', 'Input', 'DeadLetterConfig', 'RetryPolicy']);
      only('FlexibleTimeWindow.Mode', (FlexibleTimeWindow as Properties | undefined)?.['Mode'], ['OFF', 'FLEXIBLE']);
    },
  },
  'AWS::Scheduler::ScheduleGroup': { runs: ['Name'], noEffect: described },
  'AWS::SQS::Queue': {
    runs: words('QueueName MessageRetentionPeriod VisibilityTimeout'),
    noEffect: {
      ...described,
      SqsManagedSseEnabled: ENCRYPTED,
      KmsMasterKeyId: ENCRYPTED,
      KmsDataKeyReusePeriodSeconds: ENCRYPTED,
      ReceiveMessageWaitTimeSeconds: 'a receive answers at once',
    },
  },
  'AWS::SQS::QueuePolicy': { inert: 'only the house itself and the functions, each under its own role, reach a queue' },
  'AWS::SNS::Topic': { inert: 'only alarms publish to it' },
  'AWS::SNS::TopicPolicy': { inert: 'only alarms publish to the topic' },
  'AWS::SNS::Subscription': { inert: 'only alarms publish to the topic' },
  'AWS::SES::ReceiptRuleSet': { runs: ['RuleSetName'], noEffect: described },
  'AWS::SES::ReceiptRule': {
    runs: words('RuleSetName Rule After'),
    check({ Rule }) {
      const { Actions = [], ...rule } = Object(Rule);
      known('Rule', rule, words('Name Enabled Recipients ScanEnabled TlsPolicy'));
      for (const action of Actions) known('Rule.Actions', action, ['S3Action']);
      for (const { S3Action } of Actions) known('S3Action', S3Action, words('BucketName ObjectKeyPrefix'));
    },
  },
};

const TARGET = words('Id Arn RoleArn Input InputPath InputTransformer DeadLetterConfig RetryPolicy');
