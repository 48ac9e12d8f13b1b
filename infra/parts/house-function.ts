import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ENV } from '../../functions/platform/env.ts';
import { bundleFolder } from '../bundle.ts';
import type { DeadLetters } from './dead-letters.ts';

export type HouseFunctionProps = {
  /** The entry point below `functions`, such as `tickets/api.lambda.ts`. */
  readonly entry: string;
  /** What a customer or colleague loses while this fails: the first line of its alarm. */
  readonly impact: string;
  readonly timeout?: Duration;
  readonly memoryMb?: number;
};

const DEFAULT_TIMEOUT = Duration.seconds(15);
const DEFAULT_MEMORY_MB = 512; // a full share of a core comes at 1,769 MB; half a second of cold start at 512

/** A Lambda function of the house with everything it must have: its own role, a log that expires, a timeout, an alarm. */
export class HouseFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;

  constructor(scope: Construct, id: string, { entry, impact, timeout, memoryMb }: HouseFunctionProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Log', { retention: RetentionDays.SIX_MONTHS });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.lambda = new LambdaFunction(this, 'Function', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(bundleFolder(entry)),
      handler: 'index.handler',
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.TEXT,
      timeout: timeout ?? DEFAULT_TIMEOUT,
      memorySize: memoryMb ?? DEFAULT_MEMORY_MB,
      environment: { NODE_OPTIONS: '--enable-source-maps' },
    });
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
    alarm(this, 'Failing', {
      metric: this.lambda.metricErrors({ period: Duration.minutes(5) }),
      above: 0,
      impact,
      runbook: 'a-function-fails',
    });
  }

  /** Adds one statement of the least privilege to the function's role. */
  allow(
    actions: readonly string[],
    resources: readonly string[],
    conditions?: Record<string, Record<string, unknown>>,
  ): void {
    this.role.addToPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: [...actions],
        resources: [...resources],
        ...(conditions && { conditions }),
      }),
    );
  }

  /** Sets a variable the function may read, by the name `platform/env.ts` knows it under. */
  tell(name: keyof typeof ENV, value: string): void {
    this.lambda.addEnvironment(ENV[name], value);
  }
}

/** What Lambda takes without waiting for the outcome is tried three times, within six hours; then it waits as a dead letter. */
export function endInDeadLetters({ lambda }: HouseFunction, { queue }: DeadLetters): void {
  lambda.configureAsyncInvoke({
    retryAttempts: 2, // after 1 and 2 minutes, as Lambda pauses
    maxEventAge: Duration.hours(6),
    onFailure: new SqsDestination(queue),
  });
}

type AlarmProps = {
  readonly metric: Metric;
  /** It rings above this; or, where silence itself is the fault, below that. */
  readonly above?: number;
  readonly below?: number;
  readonly impact: string;
  readonly runbook: string;
};

/** An alarm that says what is lost and where the runbook helps. */
export function alarm(scope: Construct, id: string, { metric, above = 0, below, impact, runbook }: AlarmProps): Alarm {
  const silent = below !== undefined;
  return new Alarm(scope, id, {
    metric,
    threshold: silent ? below : above,
    evaluationPeriods: 1,
    comparisonOperator: silent ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: silent ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    alarmDescription: `${impact}.\nRunbook: docs/runbook.md#${runbook}`,
  });
}

/** The stack's partition, region and account in an ARN of this service. */
export function arnIn(scope: Construct, service: string, resource: string): string {
  const { partition, region, account } = Stack.of(scope);
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}
