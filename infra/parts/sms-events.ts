import { CfnConfigurationSet } from 'aws-cdk-lib/aws-smsvoice';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { HouseFunction } from './house-function.ts';

// How a message may end; what it goes through before is told to nobody.
const ENDS = [
  ...['TEXT_DELIVERED', 'TEXT_INVALID', 'TEXT_INVALID_MESSAGE', 'TEXT_UNREACHABLE', 'TEXT_CARRIER_UNREACHABLE'],
  ...['TEXT_BLOCKED', 'TEXT_CARRIER_BLOCKED', 'TEXT_PROTECT_BLOCKED', 'TEXT_SPAM', 'TEXT_TTL_EXPIRED'],
];

/** AWS End User Messaging tells a topic what became of each text message that is sent with it. */
export class SmsEvents extends Construct {
  private readonly set: CfnConfigurationSet;

  constructor(scope: Construct, id: string, { topic }: { readonly topic: ITopic }) {
    super(scope, id);
    this.set = new CfnConfigurationSet(this, 'Set', {
      eventDestinations: [
        {
          eventDestinationName: 'ends',
          enabled: true,
          matchingEventTypes: ENDS,
          snsDestination: { topicArn: topic.topicArn },
        },
      ],
    });
  }

  /** Whoever sends names the set with each message, and needs the right to. */
  grantUse(by: HouseFunction): void {
    by.tell('smsConfigurationSet', this.set.ref);
    by.allow(['sms-voice:SendTextMessage'], [this.set.attrArn]);
  }
}
