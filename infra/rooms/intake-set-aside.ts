import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { INCOMING, PEOPLE, RAW } from '../parts/files.ts';
import { RoomApi } from '../parts/house-api.ts';
import { alarm } from '../parts/house-function.ts';
import { HouseJob } from '../parts/house-job.ts';
import type { IntakeProps } from './intake.ts';
import type { RoomProps } from './tickets.ts';

const SET_ASIDE_IN_FIVE_MINUTES = 10;
const SET_ASIDE_HOURS = 4; // a complaint by mail is owed an answer within two (SLA-09): what a desk overlooked that long, somebody else is told of

/** Where people look at what was set aside, and release or discard it. */
export function openQuarantine(scope: Construct, { table, api, routesOf, personal, files }: IntakeProps): void {
  const room = new RoomApi(scope, 'QuarantineApi', {
    entry: 'intake/quarantine/api.lambda.ts',
    impact: 'what was set aside cannot be looked at: mails of customers may wait there',
    api,
    routes: routesOf.quarantine,
    memoryMb: 1024,
  });
  table.grantChange(room, 'qrt_*', 'tkt_*', 'customer_*', 'idn_*', 'ext_*', 'once_*', 'secret_*');
  table.grantRead(room, 'policy_*', 'staff_*', 'auto_*');
  table.grantList(room, 'byList'); // notes lie under their senders: the list of all is in the index alone
  table.grantList(room, 'byCustomer'); // a number that several proved
  personal.grantSeal(room);
  files.grantRead(room, INCOMING);
  files.grantRemove(room, INCOMING);
  for (const prefix of [RAW, PEOPLE]) files.grantCarry(room, prefix);
}

/** One or two are everyday; many within minutes are a provider that changed its form, a check that fails, or an attack. */
export function ringWhenMuchIsSetAside(room: Construct): void {
  alarm(room, 'MuchSetAside', {
    metric: new Metric({
      namespace: 'Kefu',
      metricName: 'SetAside',
      statistic: 'Sum',
      period: Duration.minutes(5),
    }),
    above: SET_ASIDE_IN_FIVE_MINUTES,
    impact: 'many mails or text messages of customers wait for a person instead of becoming tickets',
    runbook: 'much-is-set-aside',
  });
}

/** It runs as often as the alarm looks, so that the alarm rings once and until somebody decided. */
export function ringWhenNobodyLooks(room: Construct, { table, deadLetters }: RoomProps): void {
  const watch = new HouseJob(room, 'WatchSetAside', {
    entry: 'intake/watch-set-aside.lambda.ts',
    impact: 'nobody is told of mails and text messages that were set aside and nobody looks at',
    schedule: 'rate(5 minutes)',
    deadLetters,
    memoryMb: 256,
  });
  table.grantRead(watch, 'qrt_*');
  table.grantList(watch, 'byList');
  alarm(room, 'SetAsideWaits', {
    metric: new Metric({
      namespace: 'Kefu',
      metricName: 'SetAsideHours',
      statistic: 'Maximum',
      period: Duration.minutes(5),
    }),
    above: SET_ASIDE_HOURS,
    impact: 'a mail or text message of a customer was set aside, and nobody has looked at it for four hours',
    runbook: 'something-set-aside-waits',
  });
}
