import { checkPattern } from './pattern.ts';
import { DESCRIBES, described, ENCRYPTED, only, SINGLE, type Support, words } from './support.ts';
import { MESSAGES } from './supported-messages.ts';
import { STORES } from './supported-stores.ts';

/** Every resource type the house runs or knowingly leaves alone, and every property it honours or knowingly ignores. The rest is refused. */
export const SUPPORT: Record<string, Support> = {
  ...STORES,
  ...MESSAGES,
  'AWS::Lambda::Function': {
    runs: words(
      'FunctionName Code Handler Runtime Environment Timeout MemorySize ReservedConcurrentExecutions Role DeadLetterConfig PackageType',
    ),
    noEffect: {
      ...described,
      Architectures: SINGLE,
      LoggingConfig: 'lines are kept as they are printed',
      TracingConfig: 'no traces here',
      KmsKeyArn: ENCRYPTED,
      RecursiveLoop: 'loops are not detected here',
      RuntimeManagementConfig: 'the runtime is this Node',
    },
    check({ Runtime, PackageType }) {
      only('Runtime', Runtime, ['nodejs24.x']);
      only('PackageType', PackageType, [undefined, 'Zip']);
    },
  },
  'AWS::Lambda::EventSourceMapping': {
    runs: words(
      'EventSourceArn FunctionName FilterCriteria BatchSize MaximumBatchingWindowInSeconds BisectBatchOnFunctionError MaximumRetryAttempts MaximumRecordAgeInSeconds FunctionResponseTypes DestinationConfig StartingPosition Enabled',
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
    runs: words('FunctionName Qualifier MaximumRetryAttempts MaximumEventAgeInSeconds DestinationConfig'),
    check({ Qualifier, DestinationConfig }) {
      only('Qualifier', Qualifier, ['$LATEST']);
      const { OnSuccess } = (DestinationConfig ?? {}) as { OnSuccess?: { Destination?: unknown } };
      only('DestinationConfig.OnSuccess', OnSuccess?.Destination, [undefined]);
    },
  },
  'AWS::Lambda::Permission': {
    runs: words('Action FunctionName Principal SourceArn'),
    noEffect: { SourceAccount: SINGLE },
  },
  'AWS::IAM::Role': {
    runs: words('RoleName Policies ManagedPolicyArns AssumeRolePolicyDocument'),
    noEffect: { ...described, MaxSessionDuration: 'sessions do not end here', Path: DESCRIBES },
  },
  'AWS::IAM::Policy': { runs: words('PolicyName PolicyDocument Roles') },
  'AWS::StepFunctions::StateMachine': {
    runs: words('StateMachineName StateMachineType DefinitionString RoleArn'),
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
    runs: words('Name ProtocolType CorsConfiguration'),
    noEffect: { ...described, DisableExecuteApiEndpoint: 'the only endpoint here' },
    check: ({ ProtocolType }) => only('ProtocolType', ProtocolType, ['HTTP']),
  },
  'AWS::ApiGatewayV2::Stage': {
    runs: words('ApiId StageName AutoDeploy DefaultRouteSettings RouteSettings'),
    noEffect: { ...described, AccessLogSettings: 'requests are not logged here' },
    check: ({ StageName }) => only('StageName', StageName, ['$default']),
  },
  'AWS::ApiGatewayV2::Route': {
    runs: words('ApiId RouteKey Target AuthorizationType AuthorizerId AuthorizationScopes'),
    noEffect: { OperationName: DESCRIBES },
    check: ({ AuthorizationType }) => only('AuthorizationType', AuthorizationType, [undefined, 'NONE', 'JWT']),
  },
  'AWS::ApiGatewayV2::Integration': {
    runs: words('ApiId IntegrationType IntegrationUri PayloadFormatVersion TimeoutInMillis'),
    noEffect: { ...described, IntegrationMethod: 'a function is always invoked by POST' },
    check({ IntegrationType, PayloadFormatVersion }) {
      only('IntegrationType', IntegrationType, ['AWS_PROXY']);
      only('PayloadFormatVersion', PayloadFormatVersion, ['2.0']);
    },
  },
  'AWS::ApiGatewayV2::Authorizer': {
    runs: words('ApiId AuthorizerType IdentitySource JwtConfiguration Name'),
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
  'AWS::CDK::Metadata': { inert: 'tells AWS which constructs were used' },
};
