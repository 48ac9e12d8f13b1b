import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { FOLDERS } from '../parts/files.ts';
import { RoomApi } from '../parts/house-api.ts';
import { HouseJob } from '../parts/house-job.ts';
import { Listener } from '../parts/listener.ts';
import type { HttpRoute } from '../routes.ts';
import type { House } from './platform.ts';

export type RoomProps = House & { readonly routes: readonly HttpRoute[] };

const EVERY_NIGHT = 'cron(30 3 * * ? *)';

/** Everything people do with tickets, and how tickets end. */
export class Tickets extends Construct {
  constructor(scope: Construct, id: string, props: RoomProps) {
    super(scope, id);
    this.openApi(props);
    this.resume(props);
    this.forget(props);
    this.retire(props);
  }

  private openApi({ table, api, routes, personal }: RoomProps): void {
    const room = new RoomApi(this, 'Api', {
      entry: 'tickets/api.lambda.ts',
      impact: 'customers cannot complain and agents cannot answer',
      api,
      routes,
      memoryMb: 1024,
    });
    table.grantChange(room, 'tkt_*', 'once_*', 'ext_*', 'secret_*', 'customer_*', 'idn_*');
    table.grantRead(room, 'policy_*', 'staff_*');
    personal.grantSeal(room);
    for (const index of ['byList', 'byCustomer', 'byOrder', 'byAssignee', 'byNumber', 'byLook'] as const)
      table.grantList(room, index);
  }

  private resume({ table, bus, deadLetters, personal }: RoomProps): void {
    const resume = new Listener(this, 'ResumeTicket', {
      entry: 'tickets/resume-ticket.lambda.ts',
      impact: 'tickets stay paused on the desk although their clocks run again',
      bus,
      to: ['ClockResumed'],
      deadLetters,
    });
    table.grantChange(resume, 'tkt_*');
    table.grantRead(resume, 'policy_*');
    personal.grantSeal(resume);
  }

  /** What may be kept for a while only: numbers of documents and cards, and whatever says who somebody was. */
  private forget({ table, bus, deadLetters, personal, files }: RoomProps): void {
    const endValues = new Listener(this, 'EndValues', {
      entry: 'tickets/end-values.lambda.ts',
      impact: 'numbers of documents and cards are kept longer than they may be after a ticket is closed',
      bus,
      to: ['TicketClosed'],
      deadLetters,
    });
    table.grantRead(endValues, 'tkt_*');
    table.grantSet(endValues, 'tkt_*');

    const forget = new Listener(this, 'ForgetTickets', {
      entry: 'tickets/forget-tickets.lambda.ts',
      impact: 'tickets still show the masked name and the files of somebody who was erased',
      bus,
      to: ['CustomerErased'],
      deadLetters,
      timeout: Duration.minutes(5),
    });
    table.grantChange(forget, 'tkt_*');
    table.grantRead(forget, 'policy_*');
    table.grantList(forget, 'byCustomer');
    personal.grantSeal(forget);
    for (const prefix of FOLDERS) files.grantRemove(forget, prefix);
  }

  private retire({ table, deadLetters, personal, files }: RoomProps): void {
    const retire = new HouseJob(this, 'RetireTickets', {
      entry: 'tickets/retire-tickets.lambda.ts',
      impact: 'tickets are kept longer than the three years that the law asks for',
      schedule: EVERY_NIGHT,
      timeout: Duration.minutes(10),
      deadLetters,
    });
    table.grantRead(retire, 'tkt_*', 'customer_*');
    table.grantRemove(retire, 'tkt_*');
    table.grantList(retire, 'byList');
    personal.grantSeal(retire);
    for (const prefix of FOLDERS) files.grantRemove(retire, prefix);
  }
}
