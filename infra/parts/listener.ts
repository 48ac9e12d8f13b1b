import { Duration } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import type { DeadLetters } from './dead-letters.ts';
import { endInDeadLetters, HouseFunction, type HouseFunctionProps } from './house-function.ts';

export type ListenerProps = HouseFunctionProps & {
  readonly bus: EventBus;
  readonly to: readonly string[];
  readonly deadLetters: DeadLetters;
};

/** A function that hears the named facts from the bus, at least once each; what it cannot handle waits as a dead letter. */
export class Listener extends HouseFunction {
  constructor(scope: Construct, id: string, { bus, to, deadLetters, ...props }: ListenerProps) {
    super(scope, id, props);
    endInDeadLetters(this, deadLetters);
    new Rule(this, 'Rule', {
      eventBus: bus,
      eventPattern: { source: ['kefu'], detailType: [...to] },
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
