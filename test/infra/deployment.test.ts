import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { bundle } from '../../infra/bundle.ts';
import { KefuStack } from '../../infra/kefu-stack.ts';
import { routeTables } from '../../infra/routes.ts';

const outdir = mkdtempSync(join(tmpdir(), 'kefu-deployment-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

await bundle();
const routes = await routeTables();

function template(china: boolean) {
  const app = new App({ outdir: join(outdir, china ? 'china' : 'aws') });
  new KefuStack(app, 'Kefu', { routes, china });
  return JSON.parse(readFileSync(join(app.synth().directory, 'Kefu.template.json'), 'utf8'));
}

const given = (parameters: object) =>
  Object.keys(parameters)
    .filter((name) => name !== 'BootstrapVersion')
    .sort();

describe('a deployment', () => {
  it('is given its values by the names that the README says', () => {
    expect(given(template(false).Parameters)).toEqual([
      ...['FallbackAddress', 'FormOrigins', 'HouseName', 'MailAuthserv', 'MailDomain'],
      ...['SmsCallbackSecret', 'SmsCallbackSources', 'SmsCountries', 'SmsPool'],
    ]);
  });

  it('in China is given its issuer too, and who sends its mail and SMS', () => {
    expect(given(template(true).Parameters)).toEqual([
      ...['Audience', 'FallbackAddress', 'FormOrigins', 'HouseName', 'Issuer', 'MailAuthserv', 'MailDomain'],
      ...['MailServer', 'SmsApp'],
      ...['SmsCallbackSecret', 'SmsCallbackSources', 'SmsCountries', 'SmsKeyId', 'SmsKeySecret', 'SmsProvider'],
      ...['SmsSignature', 'SmsTemplates'],
    ]);
  });

  it('prints where the API and its tokens are', () => {
    expect(Object.keys(template(false).Outputs).sort()).toEqual([
      'AlarmTopic',
      'MailRules',
      'ShopAppClient',
      'TextMessageTopic',
      'TokenUrl',
      'Url',
      'UserPool',
    ]);
  });
});
