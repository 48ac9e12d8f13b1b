import { Construct } from 'constructs';
import { RoomApi } from '../parts/house-api.ts';
import { arnIn, type HouseFunction } from '../parts/house-function.ts';
import { Listener } from '../parts/listener.ts';
import { parameter } from '../parts/named.ts';
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
];

/** Who is told what, on which channel, and whether it arrived. */
export class Notices extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { table, api, routes, bus, deadLetters, china }: RoomProps & { readonly china: boolean },
  ) {
    super(scope, id);
    const deliver = new Listener(this, 'Deliver', {
      entry: 'notices/deliver.lambda.ts',
      impact: 'nobody is told: customers get no answer by mail or SMS, staff no warning',
      bus,
      to: TOLD_OF,
      deadLetters,
    });
    table.grantChange(deliver, 'ntf_*');
    table.grantRead(deliver, 'tkt_*', 'staff_*');
    deliver.tell(
      'fallbackAddress',
      parameter(this, 'FallbackAddress', {
        description: 'Mail address that is told when nobody holds a role',
        default: 'service-desk@example.com',
      }),
    );
    if (!china) this.sendByAws(deliver);

    const room = new RoomApi(this, 'Api', {
      entry: 'notices/api.lambda.ts',
      impact: 'staff cannot read their notices',
      api,
      routes,
    });
    table.grantChange(room, 'ntf_*', 'secret_*', 'once_*');
  }

  /** SES and End User Messaging, which the China partition has not. */
  private sendByAws(deliver: HouseFunction): void {
    const domain = parameter(this, 'MailDomain', {
      description: 'Verified SES domain to send from',
      default: 'example.com',
    });
    const pool = parameter(this, 'SmsPool', { description: 'Id of the SMS pool to send from', default: 'pool-kefu' });
    deliver.tell('mailFrom', `service@${domain}`);
    deliver.allow(['ses:SendEmail'], [arnIn(this, 'ses', `identity/${domain}`)]);
    const poolArn = arnIn(this, 'sms-voice', `pool/${pool}`);
    deliver.tell('smsFrom', poolArn);
    deliver.allow(['sms-voice:SendTextMessage'], [poolArn]);
  }
}
