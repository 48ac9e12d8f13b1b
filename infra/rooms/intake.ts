import { Construct } from 'constructs';
import { RoomApi } from '../parts/house-api.ts';
import type { RoomProps } from './tickets.ts';

/** The ways in through the API: feedback, calls, visits, conversations, the form on a page, and what is taken over. */
export class Intake extends Construct {
  constructor(scope: Construct, id: string, { table, api, routes, personal }: RoomProps) {
    super(scope, id);
    const room = new RoomApi(this, 'Api', {
      entry: 'intake/api.lambda.ts',
      impact: 'calls cannot be logged, conversations and letters of customers do not reach the house',
      api,
      routes,
      memoryMb: 1024,
    });
    table.grantChange(room, 'tkt_*', 'customer_*', 'idn_*', 'ext_*', 'once_*', 'secret_*');
    table.grantChange(room, 'fbk_*', 'cnv_*', 'seen_*');
    table.grantSet(room, 'tkt_*');
    table.grantCount(room, 'cap_*');
    table.grantRead(room, 'policy_*');
    for (const index of ['byList', 'byCustomer'] as const) table.grantList(room, index);
    personal.grantSeal(room);
  }
}
