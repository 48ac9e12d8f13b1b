import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { HouseJob } from '../parts/house-job.ts';
import { Listener } from '../parts/listener.ts';
import type { House } from './platform.ts';

const QUARTER_START = 'cron(0 9 1 1,4,7,10 ? *)'; // nine in the morning of the quarter's first day: nobody is woken

/** Who is asked how satisfied they are, every quarter. */
export class Surveys extends Construct {
  constructor(scope: Construct, id: string, { table, bus, deadLetters }: House) {
    super(scope, id);
    const remember = new Listener(this, 'RememberServed', {
      entry: 'surveys/remember-served.lambda.ts',
      impact: 'customers served now may be missing from the quarterly survey',
      bus,
      to: ['TicketClosed'],
      deadLetters,
    });
    table.grantChange(remember, 'srv_*');

    const invite = new HouseJob(this, 'InviteQuarter', {
      entry: 'surveys/invite-quarter.lambda.ts',
      impact: 'the quarterly satisfaction survey does not go out',
      schedule: QUARTER_START,
      timeout: Duration.minutes(10),
      deadLetters,
    });
    table.grantChange(invite, 'srv_*', 'inv_*', 'tkt_*');
  }
}
