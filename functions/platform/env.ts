import * as z from 'zod';

/** The names of the variables that grants set and functions read; nobody else spells them. */
export const ENV = {
  table: 'TABLE_NAME',
  bus: 'BUS_NAME',
  houseName: 'HOUSE_NAME',
  mailFrom: 'MAIL_FROM',
  smsFrom: 'SMS_FROM',
  smsConfigurationSet: 'SMS_CONFIGURATION_SET',
  fallbackAddress: 'FALLBACK_ADDRESS',
  machines: 'MACHINE_ARNS',
  keys: 'KEYS_TABLE_NAME',
  wrappingKey: 'WRAPPING_KEY_ID',
  files: 'FILES_BUCKET',
  mailDomain: 'MAIL_DOMAIN',
  mailAuthserv: 'MAIL_AUTHSERV_ID',
  mailSmtp: 'MAIL_SMTP_URL',
  mailConfigurationSet: 'MAIL_CONFIGURATION_SET',
  smsProvider: 'SMS_PROVIDER',
  smsKeyId: 'SMS_KEY_ID',
  smsKeySecret: 'SMS_KEY_SECRET',
  smsSignature: 'SMS_SIGNATURE',
  smsApp: 'SMS_APP_ID',
  smsRegion: 'SMS_REGION',
  smsEndpoint: 'SMS_ENDPOINT',
  smsTemplates: 'SMS_TEMPLATES',
  smsCountries: 'SMS_COUNTRIES',
  smsCallbackSecret: 'SMS_CALLBACK_SECRET',
  smsCallbackSources: 'SMS_CALLBACK_SOURCES',
  formOrigins: 'FORM_ORIGINS',
} as const;

const Text = z.string().min(1);

/** The value of a variable this function was granted; a missing one is a fault of the deployment and says its name. */
export function env(name: keyof typeof ENV): string {
  const found = Text.safeParse(process.env[ENV[name]]);
  if (!found.success) throw new Error(`The variable ${ENV[name]} is not set: a grant is missing`);
  return found.data;
}

/** The value of a variable that a deployment may leave out, such as the sender of mails where there is none. */
export function envIfSet(name: keyof typeof ENV): string | undefined {
  return process.env[ENV[name]] || undefined;
}
