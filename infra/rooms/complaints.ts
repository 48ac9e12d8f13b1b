import { Construct } from 'constructs';
import { RoomApi } from '../parts/house-api.ts';
import type { RoomProps } from './tickets.ts';

/** What complaints have beyond tickets: solutions, the customer's word on them, the follow-up. */
export class Complaints extends Construct {
  constructor(scope: Construct, id: string, { table, api, routes, personal }: RoomProps) {
    super(scope, id);
    const room = new RoomApi(this, 'Api', {
      entry: 'complaints/api.lambda.ts',
      impact: 'no solution can be offered or accepted and no follow-up recorded',
      api,
      routes,
    });
    table.grantChange(room, 'tkt_*', 'once_*');
    table.grantRead(room, 'policy_*', 'customer_*');
    personal.grantSeal(room);
  }
}
