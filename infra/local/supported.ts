import { checkPattern } from './pattern.ts';

type Properties = Record<string, unknown>;
type Support =
  | { inert: string }
  | { runs: string[]; noEffect?: Record<string, string>; check?: (properties: Properties) => void };

const DESCRIBES = 'describes the resource, changes nothing it does';
const SINGLE = 'the house is one machine';
const described = { Description: DESCRIBES, Tags: DESCRIBES };
const encrypted = 'data at rest lies unencrypted in the local folder';

/** Every resource type the house runs or knowingly leaves alone, and every property it honours or knowingly ignores. The rest is refused. */
export const SUPPORT: Record<string, Support> = {
  'AWS::DynamoDB::Table': {
    runs: 'TableName KeySchema AttributeDefinitions GlobalSecondaryIndexes LocalSecondaryIndexes BillingMode StreamSpecification TimeToLiveSpecification'.split(
      ' ',
    ),
    noEffect: {
      ...described,
      DeletionProtectionEnabled: 'the local folder is deleted by hand',
      PointInTimeRecoverySpecification: 'no backups here',
      SSESpecification: encrypted,
      ContributorInsightsSpecification: 'no metrics here',
      OnDemandThroughput: 'no throttling of tables here',
      WarmThroughput: 'no throttling of tables here',
      TableClass: 'concerns the price',
    },
    check({ StreamSpecification }) {
      const { StreamViewType } = (StreamSpecification ?? {}) as Properties;
      only('StreamViewType', StreamViewType, [undefined, 'NEW_AND_OLD_IMAGES']);
    },
  },
  'AWS::Lambda::Function': {
    runs: 'FunctionName Code Handler Runtime Environment Timeout MemorySize ReservedConcurrentExecutions Role DeadLetterConfig PackageType'.split(
      ' ',
    ),
    noEffect: {
      ...described,
      Architectures: SINGLE,
      LoggingConfig: 'lines are kept as they are printed',
      TracingConfig: 'no traces here',
      KmsKeyArn: encrypted,
      RecursiveLoop: 'loops are not detected here',
      RuntimeManagementConfig: 'the runtime is this Node',
    },
    check({ Runtime, PackageType }) {
      only('Runtime', Runtime, ['nodejs24.x']);
      only('PackageType', PackageType, [undefined, 'Zip']);
    },
  },
  'AWS::Lambda::EventSourceMapping': {
    runs: 'EventSourceArn FunctionName FilterCriteria BatchSize MaximumBatchingWindowInSeconds BisectBatchOnFunctionError MaximumRetryAttempts MaximumRecordAgeInSeconds FunctionResponseTypes DestinationConfig StartingPosition Enabled'.split(
      ' ',
    ),
    noEffect: {
      ...described,
      ParallelizationFactor: 'batches run one after the other',
      MetricsConfig: 'no metrics here',
    },
    check({ EventSourceArn, StartingPosition, FilterCriteria }) {
      if (!/^arn:aws:dynamodb:.*\/stream\//.test(String(EventSourceArn))) {
        throw new Error(`EventSourceArn must be the stream of a table, not ${String(EventSourceArn)}`);
      }
      only('StartingPosition', StartingPosition, ['TRIM_HORIZON', 'LATEST']);
      const { Filters = [] } = (FilterCriteria ?? {}) as { Filters?: { Pattern: string }[] };
      for (const { Pattern } of Filters) checkPattern(JSON.parse(Pattern));
    },
  },
  'AWS::Lambda::EventInvokeConfig': {
    runs: 'FunctionName Qualifier MaximumRetryAttempts MaximumEventAgeInSeconds DestinationConfig'.split(' '),
    check({ Qualifier, DestinationConfig }) {
      only('Qualifier', Qualifier, ['$LATEST']);
      const { OnSuccess } = (DestinationConfig ?? {}) as { OnSuccess?: { Destination?: unknown } };
      only('DestinationConfig.OnSuccess', OnSuccess?.Destination, [undefined]);
    },
  },
  'AWS::Lambda::Permission': {
    runs: 'Action FunctionName Principal SourceArn'.split(' '),
    noEffect: { SourceAccount: SINGLE },
  },
  'AWS::IAM::Role': {
    runs: 'RoleName Policies ManagedPolicyArns AssumeRolePolicyDocument'.split(' '),
    noEffect: { ...described, MaxSessionDuration: 'sessions do not end here', Path: DESCRIBES },
  },
  'AWS::IAM::Policy': { runs: 'PolicyName PolicyDocument Roles'.split(' ') },
  'AWS::Events::EventBus': {
    runs: ['Name'],
    noEffect: { ...described, DeadLetterConfig: 'events are always accepted', LogConfig: 'no logs of the bus here' },
  },
  'AWS::Events::Rule': {
    runs: 'Name EventBusName EventPattern State Targets'.split(' '),
    noEffect: described,
    check({ EventPattern, Targets = [] }) {
      if (!EventPattern) throw new Error('a rule must have an EventPattern; schedules belong to EventBridge Scheduler');
      checkPattern(EventPattern);
      for (const target of Targets as Properties[]) known('Targets', target, TARGET);
    },
  },
  'AWS::Scheduler::Schedule': {
    runs: 'Name GroupName ScheduleExpression ScheduleExpressionTimezone State Target StartDate EndDate FlexibleTimeWindow'.split(
      ' ',
    ),
    noEffect: described,
    check({ Target, FlexibleTimeWindow }) {
      known('Target', Target as Properties, ['Arn', 'RoleArn', 'Input', 'DeadLetterConfig', 'RetryPolicy']);
      only('FlexibleTimeWindow.Mode', (FlexibleTimeWindow as Properties | undefined)?.['Mode'], ['OFF', 'FLEXIBLE']);
    },
  },
  'AWS::Scheduler::ScheduleGroup': { runs: ['Name'], noEffect: described },
  'AWS::SQS::Queue': {
    runs: 'QueueName MessageRetentionPeriod VisibilityTimeout'.split(' '),
    noEffect: {
      ...described,
      SqsManagedSseEnabled: encrypted,
      KmsMasterKeyId: encrypted,
      KmsDataKeyReusePeriodSeconds: encrypted,
      ReceiveMessageWaitTimeSeconds: 'a receive answers at once',
    },
  },
  'AWS::SQS::QueuePolicy': { inert: 'only the house itself and the functions, each under its own role, reach a queue' },
  'AWS::StepFunctions::StateMachine': {
    runs: 'StateMachineName StateMachineType DefinitionString RoleArn'.split(' '),
    noEffect: {
      ...described,
      LoggingConfiguration: 'executions are listed instead',
      TracingConfiguration: 'no traces here',
    },
    check({ StateMachineType }) {
      only('StateMachineType', StateMachineType, [undefined, 'STANDARD']);
    },
  },
  'AWS::ApiGatewayV2::Api': {
    runs: 'Name ProtocolType CorsConfiguration'.split(' '),
    noEffect: { ...described, DisableExecuteApiEndpoint: 'the only endpoint here' },
    check: ({ ProtocolType }) => only('ProtocolType', ProtocolType, ['HTTP']),
  },
  'AWS::ApiGatewayV2::Stage': {
    runs: 'ApiId StageName AutoDeploy DefaultRouteSettings RouteSettings'.split(' '),
    noEffect: { ...described, AccessLogSettings: 'requests are not logged here' },
    check: ({ StageName }) => only('StageName', StageName, ['$default']),
  },
  'AWS::ApiGatewayV2::Route': {
    runs: 'ApiId RouteKey Target AuthorizationType AuthorizerId AuthorizationScopes'.split(' '),
    noEffect: { OperationName: DESCRIBES },
    check: ({ AuthorizationType }) => only('AuthorizationType', AuthorizationType, [undefined, 'NONE', 'JWT']),
  },
  'AWS::ApiGatewayV2::Integration': {
    runs: 'ApiId IntegrationType IntegrationUri PayloadFormatVersion TimeoutInMillis'.split(' '),
    noEffect: { ...described, IntegrationMethod: 'a function is always invoked by POST' },
    check({ IntegrationType, PayloadFormatVersion }) {
      only('IntegrationType', IntegrationType, ['AWS_PROXY']);
      only('PayloadFormatVersion', PayloadFormatVersion, ['2.0']);
    },
  },
  'AWS::ApiGatewayV2::Authorizer': {
    runs: 'ApiId AuthorizerType IdentitySource JwtConfiguration Name'.split(' '),
    check: ({ AuthorizerType }) => only('AuthorizerType', AuthorizerType, ['JWT']),
  },
  'AWS::Cognito::UserPool': { inert: 'the local issuer signs the tokens' },
  'AWS::Cognito::UserPoolClient': { inert: 'the local issuer signs the tokens' },
  'AWS::Cognito::UserPoolResourceServer': { inert: 'the local issuer signs whatever scope is asked for' },
  'AWS::Cognito::UserPoolDomain': { inert: 'there is no sign-in page here' },
  'AWS::Cognito::UserPoolGroup': { inert: 'the local issuer signs whatever group is asked for' },
  'AWS::Logs::LogGroup': { inert: 'lines are kept in memory and in the folder, and do not expire' },
  'AWS::CloudWatch::Alarm': { inert: 'there are no metrics to watch' },
  'AWS::CloudWatch::CompositeAlarm': { inert: 'there are no metrics to watch' },
  'AWS::CloudWatch::Dashboard': { inert: 'there are no metrics to draw' },
  'AWS::SNS::Topic': { inert: 'only alarms publish to it' },
  'AWS::SNS::TopicPolicy': { inert: 'only alarms publish to the topic' },
  'AWS::SNS::Subscription': { inert: 'only alarms publish to the topic' },
  'AWS::CDK::Metadata': { inert: 'tells AWS which constructs were used' },
};

const TARGET = 'Id Arn RoleArn Input InputPath InputTransformer DeadLetterConfig RetryPolicy'.split(' ');

function only(name: string, value: unknown, allowed: unknown[]): void {
  if (!allowed.includes(value)) {
    throw new Error(
      `${name} must be ${allowed.filter(Boolean).join(' or ') || 'absent'}, not ${JSON.stringify(value)}`,
    );
  }
}

function known(where: string, properties: Properties, names: string[]): void {
  for (const name of Object.keys(properties)) {
    if (!names.includes(name)) throw new Error(`${where}.${name} cannot be honoured here`);
  }
}
