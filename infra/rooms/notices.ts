import type { CfnParameterProps } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { ENV } from '../../functions/platform/env.ts';
import { RoomApi } from '../parts/house-api.ts';
import { arnIn, type HouseFunction } from '../parts/house-function.ts';
import { Listener } from '../parts/listener.ts';
import { MailEvents } from '../parts/mail-events.ts';
import { parameter } from '../parts/named.ts';
import { ServiceListener } from '../parts/service-listener.ts';
import { SmsEvents } from '../parts/sms-events.ts';
import type { RoomProps } from './tickets.ts';

const TOLD_OF = [
  'TicketOpened',
  'TicketAssigned',
  'TicketReplied',
  'TicketResolved',
  'TicketClosed',
  'TicketReopened',
  'SolutionOffered',
  'SolutionRejected',
  'FollowUpRecorded',
  'ClockWarned',
  'ClockReminded',
  'ClockEscalated',
  'SurveyInvited',
  'CustomerNotTold',
];

type Given = readonly (readonly [keyof typeof ENV, string, CfnParameterProps])[];

const HOUSES_OWN: Given = [
  [
    'fallbackAddress',
    'FallbackAddress',
    { description: 'Mail address that is told when nobody holds a role', default: 'service-desk@example.com' },
  ],
  [
    'houseName',
    'HouseName',
    {
      description: 'What the shop is called in its messages, 20 characters at the most',
      default: '',
      maxLength: 20,
      allowedPattern: '[^\\x00-\\x1f\\x7f<>{}"]*',
    },
  ],
  [
    'smsCountries',
    'SmsCountries',
    {
      description: 'How the numbers begin that text messages go to, such as +86 +852; to others none is sent',
      default: '+86',
    },
  ],
];

const BY_OTHERS: Given = [
  ['mailSmtp', 'MailServer', { description: 'Mail server to send by: smtps://user:password@host', noEcho: true }],
  ['smsProvider', 'SmsProvider', { description: 'Who sends SMS', allowedValues: ['aliyun', 'tencent'] }],
  ['smsKeyId', 'SmsKeyId', { description: 'Access key id at the SMS provider' }],
  ['smsKeySecret', 'SmsKeySecret', { description: 'Secret of that key', noEcho: true }],
  ['smsSignature', 'SmsSignature', { description: 'Registered signature that SMS begin with' }],
  ['smsTemplates', 'SmsTemplates', { description: 'Registered templates, as docs/channels.md says', default: '{}' }],
  ['smsApp', 'SmsApp', { description: 'Id of the SMS application (Tencent)', default: 'none' }],
];

/** Where AWS tells of text messages; without it neither it nor SES is there, and others send. */
type NoticesProps = RoomProps & { readonly textMessages: ITopic | undefined };

/** Who is told what, on which channel, and whether it arrived. */
export class Notices extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { table, api, routes, bus, deadLetters, personal, mailDomain, textMessages }: NoticesProps,
  ) {
    super(scope, id);
    const deliver = new Listener(this, 'Deliver', {
      entry: 'notices/deliver.lambda.ts',
      impact: 'nobody is told: customers get no answer by mail or SMS, staff no warning',
      bus,
      to: TOLD_OF,
      deadLetters,
    });
    table.grantChange(deliver, 'ntf_*', 'rcp_*', 'tkt_*'); // that a customer was not told stands on the ticket
    table.grantRead(deliver, 'staff_*', 'sup_*', 'customer_*');
    table.grantCount(deliver, 'cap_*');
    personal.grantSeal(deliver);
    deliver.tell('mailDomain', mailDomain);
    deliver.tell('mailFrom', `service@${mailDomain}`);
    tellGiven(this, deliver, HOUSES_OWN);
    if (textMessages) {
      this.sendByAws(deliver, mailDomain, textMessages);
      this.hearSes({ table, personal, deadLetters });
    } else this.sendByOthers(deliver);

    const receipts = new Listener(this, 'NoteReceipt', {
      entry: 'notices/note-receipt.lambda.ts',
      impact: 'nobody sees which SMS did not arrive, and which mails came back',
      bus,
      to: ['NoticeReceipt'],
      deadLetters,
    });
    table.grantChange(receipts, 'ntf_*', 'tkt_*');
    table.grantRead(receipts, 'rcp_*');

    const room = new RoomApi(this, 'Api', {
      entry: 'notices/api.lambda.ts',
      impact: 'staff cannot read their notices',
      api,
      routes,
    });
    table.grantChange(room, 'ntf_*', 'secret_*', 'once_*');
  }

  /** SES and End User Messaging, which the China partition has not. */
  private sendByAws(deliver: HouseFunction, domain: string, topic: ITopic): void {
    const pool = parameter(this, 'SmsPool', { description: 'Id of the SMS pool to send from', default: 'pool-kefu' });
    deliver.allow(['ses:SendEmail'], [arnIn(this, 'ses', `identity/${domain}`)]);
    new MailEvents(this, 'MailEvents').grantUse(deliver);
    const poolArn = arnIn(this, 'sms-voice', `pool/${pool}`);
    deliver.tell('smsFrom', poolArn);
    deliver.allow(['sms-voice:SendTextMessage'], [poolArn]);
    new SmsEvents(this, 'SmsEvents', { topic }).grantUse(deliver);
  }

  private hearSes({ table, personal, deadLetters }: Pick<RoomProps, 'table' | 'personal' | 'deadLetters'>): void {
    const receipts = new ServiceListener(this, 'HearReceipts', {
      entry: 'notices/hear-receipts.lambda.ts',
      impact: 'nobody sees which mails did not arrive, and addresses that do not exist are written to again',
      hears: { source: ['aws.ses'], detailType: ['Email Delivered', 'Email Bounced', 'Email Complaint Received'] },
      deadLetters,
    });
    table.grantChange(receipts, 'ntf_*', 'sup_*', 'seen_*', 'tkt_*');
    personal.grantSeal(receipts);
  }

  /** A mail server of the operator's own, and Aliyun or Tencent for SMS. */
  private sendByOthers(deliver: HouseFunction): void {
    tellGiven(this, deliver, BY_OTHERS);
  }
}

function tellGiven(scope: Construct, to: HouseFunction, all: Given): void {
  for (const [variable, name, props] of all) to.tell(variable, parameter(scope, name, props));
}
