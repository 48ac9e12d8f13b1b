import { Construct } from 'constructs';
import { RoomApi } from '../parts/house-api.ts';
import { Listener } from '../parts/listener.ts';
import type { HttpRoute } from '../routes.ts';
import type { House } from './platform.ts';

export type RoomProps = House & { readonly routes: readonly HttpRoute[] };

/** Everything people do with tickets. */
export class Tickets extends Construct {
  constructor(scope: Construct, id: string, { table, api, routes, bus, deadLetters }: RoomProps) {
    super(scope, id);
    const room = new RoomApi(this, 'Api', {
      entry: 'tickets/api.lambda.ts',
      impact: 'customers cannot complain and agents cannot answer',
      api,
      routes,
      memoryMb: 1024,
    });
    table.grantChange(room, 'tkt_*', 'once_*', 'ext_*', 'secret_*');
    table.grantRead(room, 'policy_*');
    for (const index of ['byList', 'byCustomer', 'byOrder', 'byAssignee', 'byLook'] as const)
      table.grantList(room, index);

    const resume = new Listener(this, 'ResumeTicket', {
      entry: 'tickets/resume-ticket.lambda.ts',
      impact: 'tickets stay paused on the desk although their clocks run again',
      bus,
      to: ['ClockResumed'],
      deadLetters,
    });
    table.grantChange(resume, 'tkt_*');
    table.grantRead(resume, 'policy_*');
  }
}
