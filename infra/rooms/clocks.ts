import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { ClockMachine } from '../parts/clock-machine.ts';
import { RoomApi } from '../parts/house-api.ts';
import { alarm, HouseFunction } from '../parts/house-function.ts';
import { HouseJob } from '../parts/house-job.ts';
import { StreamListener } from '../parts/stream-listener.ts';
import type { House } from './platform.ts';
import type { RoomProps } from './tickets.ts';

const FAMILIES = {
  response: 'customers wait for a first answer and nobody is warned by the exact timer',
  resolution: 'solutions and resolutions run late and nobody is warned by the exact timer',
  followUp: 'closed complaints and dissatisfied customers are not followed up and nobody is warned by the exact timer',
  duty: 'service records stay incomplete and nobody is warned by the exact timer',
};

/** Every promise's clock: its timers, the sweeper behind them, and who explains them. */
export class Clocks extends Construct {
  constructor(scope: Construct, id: string, props: RoomProps) {
    super(scope, id);
    const { table, api, routes } = props;
    const look = new HouseFunction(this, 'LookAtClock', {
      entry: 'clocks/look-at-clock.lambda.ts',
      impact: 'no promise is watched by its exact timer; the sweeper still looks every minute',
      timeout: Duration.seconds(10),
    });
    table.grantChange(look, 'tkt_*');
    this.runTimers(props, look);
    this.sweep(props);

    const room = new RoomApi(this, 'Api', {
      entry: 'clocks/api.lambda.ts',
      impact: 'nobody can see why a promise is late, nor acknowledge an escalation',
      api,
      routes,
    });
    table.grantChange(room, 'tkt_*', 'once_*', 'policy_*');
  }

  private runTimers({ table, streamDeadLetters }: House, look: HouseFunction): void {
    const machines = Object.entries(FAMILIES).map(
      ([family, impact]) =>
        [family, new ClockMachine(this, `${family}Clock`, { look: look.lambda, impact }).machine] as const,
    );
    const timers = new StreamListener(this, 'RunClocks', {
      entry: 'clocks/run-clocks.lambda.ts',
      impact: 'new promises get no exact timer; the sweeper still looks every minute',
      table: table.table,
      filter: { eventName: ['INSERT', 'MODIFY'], dynamodb: { NewImage: { entity: { S: ['clock'] } } } },
      deadLetters: streamDeadLetters,
    });
    const arns = Object.fromEntries(machines.map(([family, { stateMachineArn }]) => [family, stateMachineArn]));
    timers.tell('machines', Stack.of(this).toJsonString(arns));
    timers.allow(
      ['states:StartExecution'],
      machines.map(([, machine]) => machine.stateMachineArn),
    );
    timers.allow(
      ['states:StopExecution'],
      machines.map(([, machine]) => executionsOf(machine)),
    );
  }

  private sweep({ table, deadLetters }: House): void {
    const sweeper = new HouseJob(this, 'Sweep', {
      entry: 'clocks/sweep.lambda.ts',
      impact: 'a promise whose timer was lost breaks in silence',
      schedule: 'rate(1 minute)',
      timeout: Duration.seconds(50),
      deadLetters,
    });
    table.grantChange(sweeper, 'tkt_*');
    table.grantList(sweeper, 'byLook');
    alarm(this, 'SweepStandsStill', {
      metric: sweeper.lambda.metricInvocations({ period: Duration.minutes(5) }),
      below: 1,
      impact: 'nobody looks for promises whose timer was lost, and nothing else would say so',
      runbook: 'a-function-fails',
    });
    alarm(this, 'TimerMissed', {
      metric: new Metric({
        namespace: 'Kefu',
        metricName: 'TimerMissed',
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      above: 0,
      impact: 'the exact timers miss promises; people are told up to a minute late',
      runbook: 'the-sweeper-finds-what-the-timer-missed',
    });
  }
}

/** The executions of one machine: an execution's name is made when its clock starts, so the last part stays open. */
function executionsOf(machine: StateMachine): string {
  const { partition, region, account } = Stack.of(machine);
  return `arn:${partition}:states:${region}:${account}:execution:${machine.stateMachineName}:*`;
}
