import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { FOLDERS } from '../parts/files.ts';
import { RoomApi } from '../parts/house-api.ts';
import { Listener } from '../parts/listener.ts';
import type { HttpRoute } from '../routes.ts';
import type { RoomProps } from './tickets.ts';

export type CustomersProps = RoomProps & { readonly exportRoutes: readonly HttpRoute[] };

/** Who the customers are over all channels, and what may be seen, copied and forgotten of them. */
export class Customers extends Construct {
  constructor(scope: Construct, id: string, props: CustomersProps) {
    super(scope, id);
    const { table, api, routes, bus, deadLetters, personal } = props;
    this.copy(props);
    const room = new RoomApi(this, 'Api', {
      entry: 'customers/api.lambda.ts',
      impact: 'nobody can look customers up, show them their data or erase it',
      api,
      routes,
      memoryMb: 1024,
    });
    table.grantChange(room, 'customer_*', 'idn_*', 'secret_*', 'once_*');
    table.grantRemove(room, 'idn_*');
    table.grantCount(room, 'cap_*');
    table.grantRead(room, 'cap_*', 'tkt_*', 'policy_*', 'staff_*');
    table.grantList(room, 'byCustomer');
    personal.grantSeal(room);

    const forget = new Listener(this, 'ForgetCustomer', {
      entry: 'customers/forget-customer.lambda.ts',
      impact: 'the key of somebody who was erased may still be there',
      bus,
      to: ['CustomerErased'],
      deadLetters,
    });
    table.grantRead(forget, 'customer_*');
    personal.grantSeal(forget);

    const watch = new Listener(this, 'WatchDissatisfaction', {
      entry: 'customers/watch-dissatisfaction.lambda.ts',
      impact: 'customers who were dissatisfied several times are not called',
      bus,
      to: ['FollowUpRecorded', 'SolutionRejected', 'FeedbackReceived'],
      deadLetters,
    });
    table.grantChange(watch, 'customer_*', 'idn_*', 'tkt_*');
    table.grantRead(watch, 'policy_*', 'staff_*');
    personal.grantSeal(watch);

    const remember = new Listener(this, 'RememberRefusal', {
      entry: 'customers/remember-refusal.lambda.ts',
      impact: 'it is not known that a customer refused advertisements',
      bus,
      to: ['SmsRefused'],
      deadLetters,
    });
    table.grantChange(remember, 'customer_*');
  }
  /** Apart from what else is done with customers: it alone reads what the other rooms hold of a person. */
  private copy({ table, api, exportRoutes, personal, files }: CustomersProps): void {
    const room = new RoomApi(this, 'ExportApi', {
      entry: 'customers/export/api.lambda.ts',
      impact: 'nobody gets a copy of what the house keeps of them, which the law gives them a right to',
      api,
      routes: exportRoutes,
      timeout: Duration.seconds(29), // a page of a copy is read from many places; API Gateway waits for 30
      memoryMb: 1024,
    });
    table.grantChange(room, 'customer_*', 'secret_*');
    table.grantCount(room, 'cap_*');
    table.grantRead(
      room,
      'idn_*',
      'cap_*',
      'tkt_*',
      'fbk_*',
      'cnv_*',
      'thr_*',
      'qrt_*',
      'auto_*',
      'sup_*',
      'ntf_*',
      'srv_*',
      'inv_*',
      'once_*',
    );
    table.grantList(room, 'byCustomer');
    personal.grantSeal(room);
    for (const folder of FOLDERS) files.grantRead(room, folder);
  }
}
