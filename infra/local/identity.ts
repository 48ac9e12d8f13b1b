/** Where the house pretends to be, and where its own doors are. */
export type Place = {
  region: string;
  account: string;
  stack: string;
  urls: { api: string; issuer: string; gateway?: string };
  /** What the template's parameters are given, by name; else they have their defaults. */
  parameters?: Readonly<Record<string, string>>;
};

type Shape = {
  /** The property that may name the resource. */
  name?: string;
  /** Its name when no property gives one; the logical id without this. */
  unnamed?: (logicalId: string) => string;
  arn?: (place: Place, name: string) => string;
  ref?: (place: Place, name: string) => string;
  attributes?: Record<string, (place: Place, name: string) => string>;
};

const arn =
  (service: string, resource: (name: string) => string) =>
  ({ region, account }: Place, name: string): string =>
    `arn:aws:${service}:${region}:${account}:${resource(name)}`;

const tableArn = arn('dynamodb', (name) => `table/${name}`);
const ruleArn = arn('events', (name) => `rule/${name}`);
const machineArn = arn('states', (name) => `stateMachine:${name}`);
const keyArn = arn('kms', (name) => `key/${name}`);
const topicArn = arn('sns', (name) => name);
const policyUrl = ({ urls, account, region }: Place, name: string) =>
  `${urls.gateway ?? `https://sqs.${region}.amazonaws.com`}/${account}/${name}`;

/** Pools are recognised by this prefix in issuer URLs, which then become the local issuer. */
const poolId = (name: string) => `local_${name}`;
const issuer = ({ urls }: Place) => urls.issuer;

/** A stream keeps one name for ever here: the label AWS would renew whenever the stream is switched on again. */
export const streamArn = (place: Place, table: string): string =>
  `${tableArn(place, table)}/stream/2026-01-01T00:00:00.000`;

/** How each type is named, what `Ref` gives and which attributes it has. */
export const SHAPES: Record<string, Shape> = {
  'AWS::DynamoDB::Table': { name: 'TableName', arn: tableArn, attributes: { StreamArn: streamArn } },
  'AWS::Lambda::Function': { name: 'FunctionName', arn: arn('lambda', (name) => `function:${name}`) },
  'AWS::Lambda::EventSourceMapping': { arn: arn('lambda', (name) => `event-source-mapping:${name}`) },
  'AWS::IAM::Role': { name: 'RoleName', arn: ({ account }, name) => `arn:aws:iam::${account}:role/${name}` },
  'AWS::Events::EventBus': {
    name: 'Name',
    arn: arn('events', (name) => `event-bus/${name}`),
    attributes: { Name: (_, name) => name },
  },
  'AWS::Events::Rule': { name: 'Name', arn: ruleArn },
  'AWS::Scheduler::Schedule': { name: 'Name', arn: arn('scheduler', (name) => `schedule/default/${name}`) },
  'AWS::Scheduler::ScheduleGroup': { name: 'Name', arn: arn('scheduler', (name) => `schedule-group/${name}`) },
  'AWS::SQS::Queue': {
    name: 'QueueName',
    arn: arn('sqs', (name) => name),
    ref: policyUrl,
    attributes: { QueueName: (_, name) => name, QueueUrl: policyUrl },
  },
  'AWS::StepFunctions::StateMachine': {
    name: 'StateMachineName',
    arn: machineArn,
    ref: machineArn,
    attributes: { Name: (_, name) => name },
  },
  'AWS::ApiGatewayV2::Api': {
    arn: ({ region }, name) => `arn:aws:apigateway:${region}::/apis/${name}`,
    attributes: { ApiEndpoint: ({ urls }) => urls.api, ApiId: (_, name) => name },
  },
  'AWS::S3::Bucket': {
    name: 'BucketName',
    unnamed: (logicalId) => logicalId.toLowerCase(),
    arn: (_, name) => `arn:aws:s3:::${name}`,
    attributes: {
      DomainName: (_, name) => `${name}.s3.amazonaws.com`,
      RegionalDomainName: ({ region }, name) => `${name}.s3.${region}.amazonaws.com`,
    },
  },
  'AWS::KMS::Key': { arn: keyArn, attributes: { KeyId: (_, name) => name } },
  'AWS::KMS::Alias': {
    name: 'AliasName',
    arn: arn('kms', (name) => name),
    attributes: { AliasName: (_, name) => name },
  },
  'AWS::SES::ConfigurationSet': { name: 'Name', arn: arn('ses', (name) => `configuration-set/${name}`) },
  'AWS::SMSVOICE::ConfigurationSet': {
    name: 'ConfigurationSetName',
    arn: arn('sms-voice', (name) => `configuration-set/${name}`),
  },
  'AWS::SES::ReceiptRuleSet': { name: 'RuleSetName' },
  'AWS::Cognito::UserPool': {
    arn: arn('cognito-idp', (name) => `userpool/${poolId(name)}`),
    ref: (_, name) => poolId(name),
    attributes: { ProviderURL: issuer, ProviderName: issuer, UserPoolId: (_, name) => poolId(name) },
  },
  'AWS::Cognito::UserPoolClient': { attributes: { ClientId: (_, name) => name } },
  'AWS::Cognito::UserPoolResourceServer': { name: 'Identifier' },
  'AWS::Cognito::UserPoolGroup': { name: 'GroupName' },
  'AWS::Cognito::UserPoolDomain': { name: 'Domain' },
  'AWS::SNS::Topic': {
    name: 'TopicName',
    arn: topicArn,
    ref: topicArn,
    attributes: { TopicArn: topicArn, TopicName: (_, name) => name },
  },
  'AWS::Logs::LogGroup': { name: 'LogGroupName', arn: arn('logs', (name) => `log-group:${name}:*`) },
  'AWS::CloudWatch::Alarm': { name: 'AlarmName', arn: arn('cloudwatch', (name) => `alarm:${name}`) },
  'AWS::CloudWatch::CompositeAlarm': { name: 'AlarmName', arn: arn('cloudwatch', (name) => `alarm:${name}`) },
};

/** The issuer URL a template spells for a Cognito pool, anywhere in a text. */
export const localIssuer = (text: string, place: Place): string =>
  text.replace(/^https:\/\/cognito-idp\.[^/]+\/local_\w+/, place.urls.issuer);
