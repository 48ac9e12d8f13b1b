import { Duration } from 'aws-cdk-lib';
import { type EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import type { DeadLetters } from './dead-letters.ts';
import { endInDeadLetters, HouseFunction, type HouseFunctionProps } from './house-function.ts';

export type ServiceListenerProps = HouseFunctionProps & {
  /** What it hears on the account's default bus, where the services of AWS tell what happened. */
  readonly hears: EventPattern;
  readonly deadLetters: DeadLetters;
};

/** A function that hears what a service of AWS tells, at least once each; what it cannot handle waits as a dead letter. */
export class ServiceListener extends HouseFunction {
  constructor(scope: Construct, id: string, { hears, deadLetters, ...props }: ServiceListenerProps) {
    super(scope, id, props);
    endInDeadLetters(this, deadLetters);
    new Rule(this, 'Rule', {
      eventPattern: hears,
      targets: [
        new LambdaTarget(this.lambda, {
          deadLetterQueue: deadLetters.queue,
          retryAttempts: 8,
          maxEventAge: Duration.hours(6),
        }),
      ],
    });
  }
}
