import { checkPattern } from './pattern.ts';
import {
  DESCRIBES,
  described,
  ENCRYPTED,
  known,
  only,
  type Properties,
  SINGLE,
  type Support,
  words,
} from './support.ts';

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
      for (const target of Targets as Properties[])
        known('Targets', target, [...words('Id Arn Input'), ...NEVER_NEEDED]);
    },
  },
  'AWS::Scheduler::Schedule': {
    runs: words(
      'Name GroupName ScheduleExpression ScheduleExpressionTimezone State Target StartDate EndDate FlexibleTimeWindow',
    ),
    noEffect: described,
    check({ Target, FlexibleTimeWindow }) {
      known('Target', Target as Properties, [...words('Arn RoleArn Input'), ...NEVER_NEEDED]);
      only('FlexibleTimeWindow.Mode', (FlexibleTimeWindow as Properties | undefined)?.['Mode'], ['OFF']);
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
  'AWS::SNS::Topic': {
    runs: ['TopicName'],
    noEffect: {
      ...described,
      DisplayName: DESCRIBES,
      KmsMasterKeyId: 'a message is delivered at once and not kept',
      TracingConfig: 'no traces here',
    },
  },
  'AWS::SNS::TopicPolicy': { inert: 'only alarms and the door for text messages publish to a topic' },
  'AWS::SNS::Subscription': {
    runs: words('TopicArn Protocol Endpoint RawMessageDelivery'),
    noEffect: { RedrivePolicy: 'a function always takes a message', Region: SINGLE },
    check({ Protocol, RawMessageDelivery }) {
      if (Protocol === 'lambda') only('RawMessageDelivery', RawMessageDelivery, [undefined, false]);
    },
  },
  'AWS::SMSVOICE::ConfigurationSet': {
    runs: words('ConfigurationSetName EventDestinations'),
    noEffect: { ...described, MessageFeedbackEnabled: 'nobody says here what they made of a message' },
    check({ EventDestinations = [] }) {
      const names = words('EventDestinationName Enabled MatchingEventTypes SnsDestination');
      for (const one of EventDestinations as Properties[]) known('EventDestinations', one, names);
    },
  },
  'AWS::SES::ConfigurationSet': {
    runs: ['Name'],
    noEffect: {
      ...described,
      DeliveryOptions: 'no mail leaves this computer',
      ReputationOptions: 'no metrics here',
      SendingOptions: 'every mail is sent',
      SuppressionOptions: 'no suppression list here',
    },
  },
  'AWS::SES::ConfigurationSetEventDestination': {
    runs: words('ConfigurationSetName EventDestination'),
    check({ EventDestination }) {
      const { EventBridgeDestination, ...rest } = Object(EventDestination);
      known('EventDestination', rest, words('Name Enabled MatchingEventTypes'));
      const bus = String(Object(EventBridgeDestination).EventBusArn);
      if (!bus.endsWith(':event-bus/default')) throw new Error(`only the default bus hears of mails, not ${bus}`);
    },
  },
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

// Of a target: they speak of events that its function does not take, and here it takes each at once; what becomes of it then is the function's.
const NEVER_NEEDED = words('DeadLetterConfig RetryPolicy');
