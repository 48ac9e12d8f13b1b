import { Stack } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { output } from './named.ts';

/** Where every alarm beside it rings: whoever is on call subscribes to the topic, by mail, SMS or pager. */
export class OnCall extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const topic = new Topic(this, 'Topic', { enforceSSL: true });
    // A topic with a policy of its own loses the one that lets its account publish.
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    for (const alarm of scope.node.findAll()) {
      if (alarm instanceof Alarm) alarm.addAlarmAction(new SnsAction(topic));
    }
    output(this, 'AlarmTopic', topic.topicArn);
  }
}
