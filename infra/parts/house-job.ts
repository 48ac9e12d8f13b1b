import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import type { DeadLetters } from './dead-letters.ts';
import { endInDeadLetters, HouseFunction, type HouseFunctionProps } from './house-function.ts';

export type HouseJobProps = HouseFunctionProps & {
  /** When: `rate(…)` or `cron(…)`, in the business's time zone. */
  readonly schedule: string;
  readonly deadLetters: DeadLetters;
};

const TIME_ZONE = 'Asia/Shanghai';
const RETRIES = 3;
const MAX_AGE_SECONDS = 3600;

/** A function that runs on a schedule, told for which moment. */
export class HouseJob extends HouseFunction {
  constructor(scope: Construct, id: string, { schedule, deadLetters, ...props }: HouseJobProps) {
    super(scope, id, props);
    endInDeadLetters(this, deadLetters); // a schedule only hands the moment over; what the function makes of it is Lambda's to retry
    const role = new Role(this, 'ScheduleRole', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.lambda.functionArn] }));
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queue.queueArn] }));
    const run = new CfnSchedule(this, 'Schedule', {
      scheduleExpression: schedule,
      scheduleExpressionTimezone: TIME_ZONE,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: this.lambda.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify({ scheduledAt: '<aws.scheduler.scheduled-time>' }),
        retryPolicy: { maximumRetryAttempts: RETRIES, maximumEventAgeInSeconds: MAX_AGE_SECONDS },
        deadLetterConfig: { arn: deadLetters.queue.queueArn },
      },
    });
    run.node.addDependency(role); // with its policy, so that the first moment finds the permission
  }
}
