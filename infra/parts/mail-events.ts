import { CfnConfigurationSet, CfnConfigurationSetEventDestination } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { arnIn, type HouseFunction } from './house-function.ts';

/** SES tells the default bus what became of each mail that is sent with it. */
export class MailEvents extends Construct {
  private readonly set: CfnConfigurationSet;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.set = new CfnConfigurationSet(this, 'Set', { reputationOptions: { reputationMetricsEnabled: true } });
    new CfnConfigurationSetEventDestination(this, 'Destination', {
      configurationSetName: this.set.ref,
      eventDestination: {
        enabled: true,
        matchingEventTypes: ['delivery', 'bounce', 'complaint'],
        eventBridgeDestination: { eventBusArn: arnIn(this, 'events', 'event-bus/default') },
      },
    });
  }

  /** Whoever sends names the set with each mail, and needs the right to. */
  grantUse(by: HouseFunction): void {
    by.tell('mailConfigurationSet', this.set.ref);
    by.allow(['ses:SendEmail'], [arnIn(this, 'ses', `configuration-set/${this.set.ref}`)]);
  }
}
