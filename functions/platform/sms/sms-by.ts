import * as z from 'zod';
import { env, envIfSet } from '#platform/env.ts';
import { once } from '#platform/lazy.ts';
import type { Clock } from '#platform/time/instant.ts';
import { aliyunSms } from './aliyun-sms.ts';
import { awsSms } from './aws-sms.ts';
import type { Sms } from './sms.ts';
import { readTemplates } from './templates.ts';
import { tencentSms } from './tencent-sms.ts';

const Provider = z.enum(['aws', 'aliyun', 'tencent']);

/** How this deployment sends SMS: by the provider it names, by AWS where it has only a sender, or undefined. */
export function smsBy(clock: Clock): (() => Sms) | undefined {
  const named = envIfSet('smsProvider');
  const provider = named === undefined ? undefined : Provider.parse(named);
  if (provider === undefined && !envIfSet('smsFrom')) return undefined;
  return once(() => opened(provider ?? 'aws', clock));
}

function opened(provider: z.infer<typeof Provider>, clock: Clock): Sms {
  if (provider === 'aws') return awsSms(env('smsFrom'));
  const account = {
    ...{ keyId: env('smsKeyId'), keySecret: env('smsKeySecret'), signature: env('smsSignature') },
    endpoint: envIfSet('smsEndpoint'),
  };
  const templates = readTemplates(env('smsTemplates'));
  if (provider === 'aliyun') return aliyunSms({ account, templates, clock });
  return tencentSms({ account: { ...account, app: env('smsApp'), region: envIfSet('smsRegion') }, templates, clock });
}
