import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { RoomApi } from '../parts/house-api.ts';
import { alarm, type HouseFunction } from '../parts/house-function.ts';
import { HouseJob } from '../parts/house-job.ts';
import { authservOf, FROM_OUTSIDE } from '../parts/intake-values.ts';
import { Listener } from '../parts/listener.ts';
import { MailReceipt } from '../parts/mail-receipt.ts';
import { parameter } from '../parts/named.ts';
import { ServiceListener } from '../parts/service-listener.ts';
import { TextMessages } from '../parts/text-messages.ts';
import type { HttpRoute } from '../routes.ts';
import type { RoomProps } from './tickets.ts';

const INCOMING = 'incoming/';
const RAW = 'raw/';
const PEOPLE = 'people/';
const SET_ASIDE_IN_FIVE_MINUTES = 10;
const SET_ASIDE_HOURS = 4; // a complaint by mail is owed an answer within two (SLA-09): what a desk overlooked that long, somebody else is told of

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
    this.takeMail(props);
    this.textMessages = props.china ? undefined : this.hearFromAws(props);
    this.joinTexts(props);
    this.openApi(props);
    this.openFiles(props);
    this.openQuarantine(props);
    this.forget(props);
    this.ringWhenMuchIsSetAside();
    this.ringWhenNobodyLooks(props);
  }

  /** One or two are everyday; many within minutes are a provider that changed its form, a check that fails, or an attack. */
  private ringWhenMuchIsSetAside(): void {
    alarm(this, 'MuchSetAside', {
      metric: new Metric({
        namespace: 'Kefu',
        metricName: 'SetAside',
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      above: SET_ASIDE_IN_FIVE_MINUTES,
      impact: 'many mails or text messages of customers wait for a person instead of becoming tickets',
      runbook: 'much-is-set-aside',
    });
  }

  /** It runs as often as the alarm looks, so that the alarm rings once and until somebody decided. */
  private ringWhenNobodyLooks({ table, deadLetters }: RoomProps): void {
    const watch = new HouseJob(this, 'WatchSetAside', {
      entry: 'intake/watch-set-aside.lambda.ts',
      impact: 'nobody is told of mails and text messages that were set aside and nobody looks at',
      schedule: 'rate(5 minutes)',
      deadLetters,
      memoryMb: 256,
    });
    table.grantRead(watch, 'qrt_*');
    table.grantList(watch, 'byList');
    alarm(this, 'SetAsideWaits', {
      metric: new Metric({
        namespace: 'Kefu',
        metricName: 'SetAsideHours',
        statistic: 'Maximum',
        period: Duration.minutes(5),
      }),
      above: SET_ASIDE_HOURS,
      impact: 'a mail or text message of a customer was set aside, and nobody has looked at it for four hours',
      runbook: 'something-set-aside-waits',
    });
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
    table.grantRead(room, 'tkt_*', 'once_*');
    table.grantChange(room, 'customer_*'); // who fetched what stands on the customer's chain
    personal.grantSeal(room);
    for (const prefix of [PEOPLE, RAW, INCOMING]) files.grantRead(room, prefix); // a mail too large to read stays where it came in
  }

  private openQuarantine({ table, api, routesOf, personal, files }: IntakeProps): void {
    const room = new RoomApi(this, 'QuarantineApi', {
      entry: 'intake/quarantine/api.lambda.ts',
      impact: 'what was set aside cannot be looked at: mails of customers may wait there',
      api,
      routes: routesOf.quarantine,
      memoryMb: 1024,
    });
    table.grantChange(room, 'qrt_*', 'tkt_*', 'customer_*', 'idn_*', 'ext_*', 'once_*', 'secret_*');
    table.grantRead(room, 'policy_*', 'staff_*');
    personal.grantSeal(room);
    files.grantRead(room, INCOMING);
    files.grantRemove(room, INCOMING);
    for (const prefix of [RAW, PEOPLE]) files.grantWrite(room, prefix);
  }

  /** Whatever drops a mail into the bucket has delivered it. */
  private takeMail({ table, files, personal, deadLetters, mailDomain, china }: IntakeProps): void {
    const receive = new ServiceListener(this, 'ReceiveEmail', {
      entry: 'intake/receive-email.lambda.ts',
      impact: 'mails of customers are not taken in; they lie in the bucket',
      hears: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [files.bucket.bucketName] }, object: { key: [{ prefix: INCOMING }] } },
      },
      deadLetters,
      timeout: Duration.minutes(1),
      memoryMb: 1769, // a full core: reading a mail is work for one
    });
    table.grantChange(receive, 'tkt_*', 'customer_*', 'idn_*', 'ext_*');
    table.grantChange(receive, 'seen_*', 'thr_*', 'auto_*', 'qrt_*', 'sup_*', 'rcp_*');
    table.grantCount(receive, 'cap_*');
    table.grantRead(receive, 'policy_*', 'staff_*');
    personal.grantSeal(receive);
    files.grantRead(receive, INCOMING);
    files.grantRemove(receive, INCOMING);
    for (const prefix of [RAW, PEOPLE]) files.grantWrite(receive, prefix);
    receive.tell('mailDomain', mailDomain);
    receive.tell('mailAuthserv', authservOf(this, china));
    receive.tell('mailFrom', `service@${mailDomain}`);
  }

  /** Parts of long text messages whose others never come are read all the same. */
  private joinTexts(props: RoomProps): void {
    const join = new HouseJob(this, 'JoinTexts', {
      entry: 'intake/join-texts.lambda.ts',
      impact: 'what came of long text messages is not read while a part is missing',
      schedule: 'rate(5 minutes)',
      deadLetters: props.deadLetters,
    });
    this.grantTexts(join, props);
  }

  private grantTexts(to: HouseFunction, { table, personal }: RoomProps): void {
    table.grantChange(to, 'tkt_*', 'customer_*', 'idn_*', 'ext_*', 'seen_*', 'qrt_*', 'sup_*', 'rcp_*', 'prt_*');
    table.grantCount(to, 'cap_*');
    table.grantRead(to, 'policy_*', 'staff_*');
    table.grantList(to, 'byCustomer');
    personal.grantSeal(to);
  }

  /** Mail by SES and text messages by AWS, which the China partition has not. */
  private hearFromAws(props: RoomProps): ITopic {
    const { files, deadLetters, mailDomain } = props;
    new MailReceipt(this, 'Mail', { files, domain: mailDomain, prefix: INCOMING });
    const texts = new TextMessages(this, 'ReceiveSms', {
      entry: 'intake/receive-sms.lambda.ts',
      impact: 'text messages of customers are not taken in, and refusals not heard',
      deadLetters,
    });
    this.grantTexts(texts, props);
    return texts.topic;
  }
}
