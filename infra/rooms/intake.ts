import { Duration } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { INCOMING, PEOPLE, RAW } from '../parts/files.ts';
import { RoomApi } from '../parts/house-api.ts';
import { FROM_OUTSIDE } from '../parts/intake-values.ts';
import { Listener } from '../parts/listener.ts';
import { MailReceipt } from '../parts/mail-receipt.ts';
import { parameter } from '../parts/named.ts';
import type { HttpRoute } from '../routes.ts';
import { takeMail } from './intake-mail.ts';
import { openQuarantine, ringWhenMuchIsSetAside, ringWhenNobodyLooks } from './intake-set-aside.ts';
import { joinTexts, takeTexts } from './intake-texts.ts';
import type { RoomProps } from './tickets.ts';

export type IntakeProps = RoomProps & {
  readonly china: boolean;
  readonly routesOf: { readonly files: readonly HttpRoute[]; readonly quarantine: readonly HttpRoute[] };
};

/** The ways in: mail, text messages, and through the API feedback, calls, visits, conversations, the form on a page, and what is taken over. */
export class Intake extends Construct {
  /** Where AWS tells of text messages; there is none in China. */
  readonly textMessages: ITopic | undefined;

  constructor(scope: Construct, id: string, props: IntakeProps) {
    super(scope, id);
    takeMail(this, props);
    this.textMessages = props.china ? undefined : this.hearFromAws(props);
    joinTexts(this, props);
    this.openApi(props);
    this.openFiles(props);
    openQuarantine(this, props);
    this.forget(props);
    ringWhenMuchIsSetAside(this);
    ringWhenNobodyLooks(this, props);
  }

  private forget({ table, bus, deadLetters, files }: RoomProps): void {
    const forget = new Listener(this, 'ForgetCustomer', {
      entry: 'intake/forget-customer.lambda.ts',
      impact: 'mails, feedback and conversations of somebody who was erased are still there',
      bus,
      to: ['CustomerErased'],
      deadLetters,
      timeout: Duration.minutes(5),
    });
    table.grantRead(forget, 'qrt_*', 'auto_*', 'thr_*', 'cnv_*');
    table.grantRemove(forget, 'qrt_*', 'auto_*', 'thr_*', 'cnv_*');
    table.grantChange(forget, 'fbk_*');
    table.grantList(forget, 'byCustomer');
    files.grantRemove(forget, INCOMING);
    for (const prefix of [RAW, PEOPLE]) files.grantEmpty(forget, prefix);
  }

  private openApi({ table, api, routes, personal }: RoomProps): void {
    const room = new RoomApi(this, 'Api', {
      entry: 'intake/api.lambda.ts',
      impact: 'calls cannot be logged, conversations and letters of customers do not reach the house',
      api,
      routes,
      memoryMb: 1024,
    });
    table.grantChange(room, 'tkt_*', 'customer_*', 'idn_*', 'ext_*', 'once_*', 'secret_*');
    table.grantChange(room, 'fbk_*', 'cnv_*', 'seen_*');
    table.grantCount(room, 'cap_*');
    table.grantRead(room, 'policy_*', 'staff_*');
    for (const index of ['byList', 'byCustomer'] as const) table.grantList(room, index);
    table.grantChange(room, 'qrt_*', 'sup_*', 'rcp_*', 'prt_*');
    personal.grantSeal(room);
    for (const [variable, name, props] of FROM_OUTSIDE) room.tell(variable, parameter(this, name, props));
  }

  /** What came with a message; apart from the other ways in, which need none of what makes HTML harmless and start sooner without it. */
  private openFiles({ table, api, routesOf, personal, files }: IntakeProps): void {
    const room = new RoomApi(this, 'FilesApi', {
      entry: 'intake/files/api.lambda.ts',
      impact: 'nobody can open the files and the HTML of mails',
      api,
      routes: routesOf.files,
      memoryMb: 1024,
    });
    table.grantRead(room, 'tkt_*', 'once_*', 'cap_*');
    table.grantCount(room, 'cap_*');
    table.grantChange(room, 'customer_*'); // who fetched what stands on the customer's chain
    personal.grantSeal(room);
    for (const prefix of [PEOPLE, RAW, INCOMING]) files.grantRead(room, prefix); // a mail too large to read stays where it came in
  }

  /** Mail by SES and text messages by AWS, which the China partition has not. */
  private hearFromAws(props: RoomProps): ITopic {
    const { files, mailDomain } = props;
    new MailReceipt(this, 'Mail', { files, domain: mailDomain, prefix: INCOMING });
    return takeTexts(this, props);
  }
}
