import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { INCOMING, PEOPLE, RAW } from '../parts/files.ts';
import { authservOf } from '../parts/intake-values.ts';
import { ServiceListener } from '../parts/service-listener.ts';
import type { IntakeProps } from './intake.ts';

/** Whatever drops a mail into the bucket has delivered it. */
export function takeMail(
  room: Construct,
  { table, files, personal, deadLetters, mailDomain, china }: IntakeProps,
): void {
  const receive = new ServiceListener(room, 'ReceiveEmail', {
    entry: 'intake/receive-email.lambda.ts',
    impact: 'mails of customers are not taken in; they lie in the bucket',
    hears: {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [files.bucket.bucketName] }, object: { key: [{ prefix: INCOMING }] } },
    },
    deadLetters,
    timeout: Duration.minutes(1),
    memoryMb: 1769, // a full core: reading a mail is work for one
  });
  table.grantChange(receive, 'tkt_*', 'customer_*', 'idn_*', 'ext_*');
  table.grantChange(receive, 'seen_*', 'thr_*', 'auto_*', 'qrt_*', 'sup_*', 'rcp_*');
  table.grantCount(receive, 'cap_*');
  table.grantRead(receive, 'policy_*', 'staff_*');
  table.grantList(receive, 'byCustomer'); // an address that several proved
  personal.grantSeal(receive);
  files.grantRead(receive, INCOMING);
  files.grantRemove(receive, INCOMING);
  for (const prefix of [RAW, PEOPLE]) files.grantCarry(receive, prefix);
  receive.tell('mailDomain', mailDomain);
  receive.tell('mailAuthserv', authservOf(room, china));
  receive.tell('mailFrom', `service@${mailDomain}`);
}
