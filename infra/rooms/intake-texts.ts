import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { HouseFunction } from '../parts/house-function.ts';
import { HouseJob } from '../parts/house-job.ts';
import { TextMessages } from '../parts/text-messages.ts';
import type { RoomProps } from './tickets.ts';

/** Where AWS tells of text messages. */
export function takeTexts(room: Construct, props: RoomProps): ITopic {
  const texts = new TextMessages(room, 'ReceiveSms', {
    entry: 'intake/receive-sms.lambda.ts',
    impact: 'text messages of customers are not taken in, and refusals not heard',
    deadLetters: props.deadLetters,
  });
  grantTexts(texts, props);
  return texts.topic;
}

/** Parts of long text messages whose others never come are read all the same. */
export function joinTexts(room: Construct, props: RoomProps): void {
  const join = new HouseJob(room, 'JoinTexts', {
    entry: 'intake/join-texts.lambda.ts',
    impact: 'what came of long text messages is not read while a part is missing',
    schedule: 'rate(5 minutes)',
    deadLetters: props.deadLetters,
  });
  grantTexts(join, props);
}

function grantTexts(to: HouseFunction, { table, personal }: RoomProps): void {
  table.grantChange(to, 'tkt_*', 'customer_*', 'idn_*', 'ext_*', 'seen_*', 'qrt_*', 'sup_*', 'rcp_*', 'prt_*');
  table.grantCount(to, 'cap_*');
  table.grantRead(to, 'policy_*', 'staff_*');
  table.grantList(to, 'byCustomer');
  personal.grantSeal(to);
}
