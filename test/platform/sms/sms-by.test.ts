import { describe, expect, it } from 'vitest';
import { smsBy } from '#platform/sms/sms-by.ts';
import { at } from '#platform/time/instant.ts';
import { anEnvironment } from '../an-environment.ts';
import { aProvider, SECRET } from './a-provider.ts';
import { aTextMessage, someTemplates } from './a-text-message.ts';

const clock = () => at('2026-03-02T12:10:00Z');
const NONE = { SMS_FROM: undefined, SMS_PROVIDER: undefined, SMS_TEMPLATES: undefined };
const ACCOUNT = { SMS_KEY_ID: 'id', SMS_KEY_SECRET: SECRET, SMS_SIGNATURE: '可孚', SMS_APP_ID: '1400006666' };

describe('the SMS of a deployment', () => {
  it('is none without a provider and a sender', async () => {
    await anEnvironment(NONE, () => expect(smsBy(clock, [])).toBeUndefined());
  });

  it.each([
    ['aliyun', { Code: 'OK', BizId: 'b^0' }, 'b^0'],
    ['tencent', { Response: { SendStatusSet: [{ Code: 'Ok', SerialNo: 's:1' }] } }, 's:1'],
  ] as const)('goes by %s where that is named', async (SMS_PROVIDER, json, id) => {
    const provider = await aProvider(SMS_PROVIDER, () => ({ json }));
    const variables = { ...ACCOUNT, SMS_PROVIDER, SMS_ENDPOINT: provider.url, SMS_REGION: undefined };
    const SMS_TEMPLATES = JSON.stringify(someTemplates());

    expect(
      await anEnvironment({ ...NONE, ...variables, SMS_TEMPLATES }, () => smsBy(clock, [])?.().send(aTextMessage())),
    ).toBe(id);
    await provider.close();
  });

  it('is by AWS where there is a sender alone', async () => {
    const aws = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
    const sending = anEnvironment(
      { ...NONE, ...aws, SMS_FROM: 'pool-kefu', AWS_ENDPOINT_URL: 'http://127.0.0.1:1' },
      () => smsBy(clock, [])?.().send(aTextMessage()),
    );

    await expect(sending).rejects.toMatchObject({ outcome: 'later', code: 'ECONNREFUSED' });
  });

  it('leaves the house for no country that is not named', async () => {
    let asked = 0;
    const provider = await aProvider('aliyun', () => {
      asked += 1;
      return { json: { Code: 'OK', BizId: 'b^0' } };
    });
    const variables = { ...ACCOUNT, SMS_PROVIDER: 'aliyun', SMS_ENDPOINT: provider.url };
    const SMS_TEMPLATES = JSON.stringify(someTemplates());
    const send = (to: string, SMS_COUNTRIES?: string) =>
      anEnvironment({ ...NONE, ...variables, SMS_TEMPLATES, SMS_COUNTRIES }, () =>
        smsBy(clock, [])?.().send(aTextMessage({ to })),
      );

    await expect(send('+18765550100')).rejects.toMatchObject({ outcome: 'refused', code: 'sms.country' });
    expect(asked).toBe(0);
    expect(await send('+18765550100', '+86 +1876')).toBe('b^0');
    await provider.close();
  });

  it('cannot be by somebody nobody knows', async () => {
    await expect(anEnvironment({ ...NONE, SMS_PROVIDER: 'pigeon' }, () => smsBy(clock, []))).rejects.toThrow('aliyun');
  });
});
