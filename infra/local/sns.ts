import { randomUUID } from 'node:crypto';
import type { House } from './house.ts';
import { mayInvoke } from './permissions.ts';

/** SNS as far as functions hear of it. */
export type Topics = {
  /** The topics a function listens to. */
  heard: string[];
  /** Delivers a message to every function that listens; answers its id. */
  publish(topicArn: string, message: string): string;
};

type Subscription = { arn: string; topicArn: string; functionArn: string };

export function topics(house: House): Topics {
  const subscriptions = house.assembly
    .byType('AWS::SNS::Subscription')
    .filter(({ properties }) => properties['Protocol'] === 'lambda')
    .map(({ logicalId, properties }): Subscription => {
      const [topicArn, functionArn] = [String(properties['TopicArn']), String(properties['Endpoint'])];
      if (!mayInvoke(house.assembly, 'sns.amazonaws.com', topicArn, functionArn)) {
        throw new Error(`${logicalId}: no AWS::Lambda::Permission lets ${topicArn} invoke ${functionArn}`);
      }
      return { arn: `${topicArn}:${logicalId}`, topicArn, functionArn };
    });
  return {
    heard: [...new Set(subscriptions.map(({ topicArn }) => topicArn))],
    publish(topicArn, message) {
      const id = randomUUID();
      for (const one of subscriptions.filter((subscription) => subscription.topicArn === topicArn)) {
        house.functions.deliver(one.functionArn, notification(house, one, id, message));
      }
      return id;
    },
  };
}

/** What a function is handed for a message of a topic. */
function notification({ clock, region }: House, { arn, topicArn }: Subscription, MessageId: string, Message: string) {
  const Sns = {
    Type: 'Notification',
    MessageId,
    TopicArn: topicArn,
    Subject: null,
    Message,
    Timestamp: new Date(clock.now()).toISOString(),
    SignatureVersion: '1',
    Signature: 'local',
    SigningCertUrl: `https://sns.${region}.amazonaws.com/local.pem`,
    UnsubscribeUrl: `https://sns.${region}.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${arn}`,
    MessageAttributes: {},
  };
  return { Records: [{ EventSource: 'aws:sns', EventVersion: '1.0', EventSubscriptionArn: arn, Sns }] };
}
