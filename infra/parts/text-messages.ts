import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { DeadLetters } from './dead-letters.ts';
import { endInDeadLetters, HouseFunction, type HouseFunctionProps } from './house-function.ts';
import { output } from './named.ts';

export type TextMessagesProps = HouseFunctionProps & { readonly deadLetters: DeadLetters };

/** A function that hears the text messages, and what became of ours, that AWS End User Messaging tells by a topic. */
export class TextMessages extends HouseFunction {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { deadLetters, ...props }: TextMessagesProps) {
    super(scope, id, props);
    endInDeadLetters(this, deadLetters);
    const topic = new Topic(this, 'Topic', { enforceSSL: true });
    this.topic = topic;
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('sms-voice.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    topic.addSubscription(new LambdaSubscription(this.lambda, { deadLetterQueue: deadLetters.queue }));
    output(this, 'TextMessageTopic', topic.topicArn);
  }
}
