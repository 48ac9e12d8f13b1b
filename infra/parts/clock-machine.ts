import { Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  Choice,
  Condition,
  DefinitionBody,
  Errors,
  StateMachine,
  StateMachineType,
  Succeed,
  Timeout,
  Wait,
  WaitTime,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { alarm } from './house-function.ts';

export type ClockMachineProps = { readonly look: IFunction; readonly impact: string };

// 2 s, doubling, 6 times: 2 + 4 + 8 + 16 + 32 + 64 = 126 s between seven looks, each cut off after 30 s: at most 336 s, then the
// machine fails and its alarm rings. The sweeper looks every minute meanwhile.
const LOOK_AGAIN = { errors: [Errors.ALL], interval: Duration.seconds(2), backoffRate: 2, maxAttempts: 6 };
const LONGEST_LOOK = Duration.seconds(30);

/** Waits for a clock's next look, looks, and goes on while the clock runs. It waits and routes; TypeScript decides. */
export class ClockMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, { look, impact }: ClockMachineProps) {
    super(scope, id);
    const wait = new Wait(this, 'Wait until the next look', { time: WaitTime.timestampPath('$.lookAt') });
    const lookAt = new LambdaInvoke(this, 'Look at the clock', {
      lambdaFunction: look,
      payloadResponseOnly: true,
      retryOnServiceExceptions: false,
      taskTimeout: Timeout.duration(LONGEST_LOOK),
    });
    lookAt.addRetry(LOOK_AGAIN);
    const definition = wait
      .next(lookAt)
      .next(
        new Choice(this, 'Is it still running?')
          .when(Condition.stringEquals('$.word', 'again'), wait)
          .otherwise(new Succeed(this, 'The clock has ended')),
      );
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [look.functionArn] }));
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromChainable(definition),
      role: role.withoutPolicyUpdates(),
    });
    this.machine.node.addDependency(role);
    alarm(this, 'Failing', {
      metric: this.machine.metricFailed({ period: Duration.minutes(5) }),
      above: 0,
      impact,
      runbook: 'a-clock-machine-fails',
    });
  }
}
