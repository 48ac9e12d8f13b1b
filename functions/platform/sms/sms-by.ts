import * as z from 'zod';
import { env, envIfSet } from '#platform/env.ts';
import { lazily } from '#platform/lazy.ts';
import { log } from '#platform/log.ts';
import { SendFailed } from '#platform/send-failed.ts';
import type { Clock } from '#platform/time/instant.ts';
import { aliyunSms } from './aliyun-sms.ts';
import { awsSms } from './aws-sms.ts';
import type { Sms } from './sms.ts';
import { type Reaches, smsCountries } from './sms-countries.ts';
import { readTemplates, unregistered } from './templates.ts';
import { tencentSms } from './tencent-sms.ts';

const Provider = z.enum(['aws', 'aliyun', 'tencent']);

/**
 * How this deployment sends SMS: by the provider it names, by AWS where it has only a sender, or undefined. Of `used` templates
 * the log names those that the provider does not know.
 */
export function smsBy(clock: Clock, used: readonly string[]): (() => Sms) | undefined {
  const named = envIfSet('smsProvider');
  const provider = named === undefined ? undefined : Provider.parse(named);
  if (provider === undefined && !envIfSet('smsFrom')) return undefined;
  return lazily(() => within(smsCountries(envIfSet('smsCountries')), opened(provider ?? 'aws', clock, used)));
}

/** Nothing leaves the house for a number elsewhere, whoever asks. */
const within = (reaches: Reaches, sms: Sms): Sms => ({
  send: async (message) => {
    if (!reaches(message.to)) throw new SendFailed('refused', 'sms.country');
    return sms.send(message);
  },
});

function opened(provider: z.infer<typeof Provider>, clock: Clock, used: readonly string[]): Sms {
  if (provider === 'aws') return awsSms({ from: env('smsFrom'), configurationSet: envIfSet('smsConfigurationSet') });
  const account = {
    ...{ keyId: env('smsKeyId'), keySecret: env('smsKeySecret'), signature: env('smsSignature') },
    endpoint: envIfSet('smsEndpoint'),
  };
  const templates = readTemplates(env('smsTemplates'));
  const missing = unregistered(templates, provider, used);
  if (missing.length > 0) log.error('sms templates are not registered', { provider, templates: missing.join(' ') });
  if (provider === 'aliyun') return aliyunSms({ account, templates, clock });
  return tencentSms({ account: { ...account, app: env('smsApp'), region: envIfSet('smsRegion') }, templates, clock });
}
