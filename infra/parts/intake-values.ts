import type { CfnParameterProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ENV } from '../../functions/platform/env.ts';
import { parameter } from './named.ts';

/** What the room's API is told at deployment: variable, parameter, and what it means. */
export const FROM_OUTSIDE: readonly [keyof typeof ENV, string, CfnParameterProps][] = [
  [
    'smsCallbackSecret',
    'SmsCallbackSecret',
    { description: 'Secret in the path that Aliyun or Tencent call, 22 characters or more', noEcho: true, default: '' },
  ],
  ['smsCallbackSources', 'SmsCallbackSources', { description: 'Addresses that Tencent calls from', default: '' }],
  [
    'formOrigins',
    'FormOrigins',
    { description: 'Origins whose pages show the form, such as https://shop.example', default: '' },
  ],
];

/** SES signs its checks with its own name; whoever receives in China tells theirs, and until then nobody is proven by mail. */
export const authservOf = (scope: Construct, china: boolean) =>
  parameter(scope, 'MailAuthserv', {
    description: 'Name that the mail server signs Authentication-Results with; no other is believed',
    default: china ? '' : 'amazonses.com',
  });
