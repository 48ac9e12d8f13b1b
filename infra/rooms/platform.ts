import { EventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { DeadLetters } from '../parts/dead-letters.ts';
import { Files } from '../parts/files.ts';
import { HouseApi } from '../parts/house-api.ts';
import { HouseFunction } from '../parts/house-function.ts';
import { HouseTable } from '../parts/house-table.ts';
import { parameter } from '../parts/named.ts';
import { Personal } from '../parts/personal.ts';
import type { SignIn } from '../parts/sign-in.ts';
import { StreamListener } from '../parts/stream-listener.ts';

/** What every room is given. */
export type House = {
  readonly table: HouseTable;
  readonly bus: EventBus;
  readonly api: HouseApi;
  readonly streamDeadLetters: DeadLetters;
  readonly deadLetters: DeadLetters;
  readonly personal: Personal;
  readonly files: Files;
  /** Where mail comes in and goes out: a domain of the house's own, on which nobody of the staff has an address. */
  readonly mailDomain: string;
};

/** The table, the bus, the API, and the outbox between them. */
export class Platform extends Construct implements House {
  readonly table: HouseTable;
  readonly bus: EventBus;
  readonly api: HouseApi;
  readonly streamDeadLetters: DeadLetters;
  readonly deadLetters: DeadLetters;
  readonly personal: Personal;
  readonly files: Files;
  readonly mailDomain: string;

  constructor(scope: Construct, id: string, { signIn }: { readonly signIn: SignIn }) {
    super(scope, id);
    this.table = new HouseTable(this, 'House');
    this.bus = new EventBus(this, 'Bus');
    this.personal = new Personal(this, 'Personal');
    this.files = new Files(this, 'Files');
    this.mailDomain = parameter(this, 'MailDomain', {
      description: 'Domain to send mail from and receive it at, verified in SES; no address of the staff is on it',
      default: 'help.example.com',
    });
    this.api = new HouseApi(this, 'Http', signIn);
    this.streamDeadLetters = new DeadLetters(this, 'UntoldChanges', {
      impact: 'a saved fact did not reach the rest of the house: somebody may not be told, a clock may have no timer',
    });
    this.deadLetters = new DeadLetters(this, 'UndeliveredWork', {
      impact: 'work that was accepted has not been done: a notice, a job or a survey',
    });

    const outbox = new StreamListener(this, 'PublishEvents', {
      entry: 'platform/events/publish-events.lambda.ts',
      impact: 'nobody is told anything new: no mail, no SMS, no note on the desk',
      table: this.table.table,
      filter: { eventName: ['INSERT'], dynamodb: { NewImage: { entity: { S: ['event'] } } } },
      deadLetters: this.streamDeadLetters,
    });
    outbox.tell('bus', this.bus.eventBusName);
    outbox.allow(['events:PutEvents'], [this.bus.eventBusArn]);

    const docs = new HouseFunction(this, 'Docs', {
      entry: 'platform/http/docs.lambda.ts',
      impact: 'developers cannot read the API documents',
    });
    this.api.addOpen('DocsRoutes', docs, ['/openapi.json', '/docs', '/health']);
  }
}
