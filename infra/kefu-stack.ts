import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { reasons } from './guards/reasons.ts';
import { OnCall } from './parts/on-call.ts';
import { CognitoSignIn, GivenSignIn } from './parts/sign-in.ts';
import { Clocks } from './rooms/clocks.ts';
import { Complaints } from './rooms/complaints.ts';
import { Customers } from './rooms/customers.ts';
import { Intake } from './rooms/intake.ts';
import { Notices } from './rooms/notices.ts';
import { Platform } from './rooms/platform.ts';
import { Staff } from './rooms/staff.ts';
import { Surveys } from './rooms/surveys.ts';
import { Tickets } from './rooms/tickets.ts';
import type { RouteTables } from './routes.ts';

export type KefuStackProps = { readonly routes: RouteTables; readonly china: boolean };

/** The whole house, composed of its rooms. */
export class KefuStack extends Stack {
  constructor(scope: Construct, id: string, { routes, china }: KefuStackProps) {
    super(scope, id, {
      description: 'Kefu: every promise made to a customer has a clock, an owner and a way up',
      ...(china && { env: { region: 'cn-north-1' } }),
    });
    const signIn = china ? new GivenSignIn(this, 'SignIn') : new CognitoSignIn(this, 'SignIn');
    const house = new Platform(this, 'Platform', { signIn });
    const of = (room: string) => ({ ...rooms(house), routes: routes[room] ?? [] });

    new Tickets(this, 'Tickets', of('tickets'));
    new Customers(this, 'Customers', { ...of('customers'), exportRoutes: routes['customers/export'] ?? [] });
    const routesOf = { files: routes['intake/files'] ?? [], quarantine: routes['intake/quarantine'] ?? [] };
    const intake = new Intake(this, 'Intake', { ...of('intake'), china, routesOf });
    new Complaints(this, 'Complaints', of('complaints'));
    new Clocks(this, 'Clocks', of('clocks'));
    new Notices(this, 'Notices', { ...of('notices'), textMessages: intake.textMessages });
    new Staff(this, 'Staff', of('staff'));
    new Surveys(this, 'Surveys', rooms(house));

    new OnCall(this, 'OnCall');
    reasons(this);
  }
}

const rooms = ({ table, bus, api, streamDeadLetters, deadLetters, personal, files, mailDomain }: Platform) => ({
  table,
  bus,
  api,
  streamDeadLetters,
  deadLetters,
  personal,
  files,
  mailDomain,
});
