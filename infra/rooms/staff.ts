import { Construct } from 'constructs';
import { RoomApi } from '../parts/house-api.ts';
import type { RoomProps } from './tickets.ts';

/** Who works here, in which role, and how to reach them. */
export class Staff extends Construct {
  constructor(scope: Construct, id: string, { table, api, routes }: RoomProps) {
    super(scope, id);
    const room = new RoomApi(this, 'Api', {
      entry: 'staff/api.lambda.ts',
      impact: 'the staff directory cannot be read or changed',
      api,
      routes,
    });
    table.grantChange(room, 'staff_*', 'once_*');
  }
}
