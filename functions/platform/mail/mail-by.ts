import { env, envIfSet } from '#platform/env.ts';
import { lazily } from '#platform/lazy.ts';
import type { Clock } from '#platform/time/instant.ts';
import type { Mail } from './mail.ts';
import { sesMail } from './ses-mail.ts';
import { smtpMail } from './smtp-mail.ts';

/** How this deployment sends mail: by the SMTP server it names, else by SES; undefined when it has no sender. */
export function mailBy(clock: Clock): (() => Mail) | undefined {
  if (!envIfSet('mailFrom')) return undefined;
  const from = env('mailFrom');
  const url = envIfSet('mailSmtp');
  const configurationSet = envIfSet('mailConfigurationSet');
  return lazily(() => (url ? smtpMail({ url, from, clock }) : sesMail(from, { configurationSet })));
}
