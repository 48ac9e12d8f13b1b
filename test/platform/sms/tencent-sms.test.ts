import { describe, expect, it } from 'vitest';
import { tencentSms } from '#platform/sms/tencent-sms.ts';
import { at } from '#platform/time/instant.ts';
import { aProvider, SECRET } from './a-provider.ts';
import { aTextMessage, someTemplates } from './a-text-message.ts';

const clock = () => at('2026-03-02T12:10:00Z');
const answered = (Code: string) => ({
  json: { Response: { SendStatusSet: [{ SerialNo: '5000:1045710669157053657', Code, Message: 'x' }], RequestId: 'r' } },
});

async function aHouse(
  answer: () => Parameters<typeof aProvider>[1] extends () => infer A ? A : never,
  keySecret = SECRET,
) {
  const provider = await aProvider('tencent', answer);
  const account = { keyId: 'id', keySecret, app: '1400006666', signature: '可孚', endpoint: provider.url };
  const sms = tencentSms({ account, templates: someTemplates(), clock });
  return { ...provider, send: (parts = {}) => sms.send(aTextMessage(parts)).finally(() => provider.close()) };
}

describe('an SMS by Tencent Cloud', () => {
  it('goes out with its registered template, signed, and is known by the id of its receipts', async () => {
    const house = await aHouse(() => answered('Ok'));

    expect(await house.send()).toBe('5000:1045710669157053657');
    expect(house.asked).toHaveLength(1);
    expect(house.asked[0]?.headers).toMatchObject({
      ...{ 'x-tc-action': 'SendSms', 'x-tc-version': '2021-01-11', 'x-tc-region': 'ap-guangzhou' },
      'x-tc-timestamp': '1772453400',
    });
    expect(JSON.parse(house.asked[0]?.body ?? '')).toEqual({
      PhoneNumberSet: ['+8613800000001'],
      SmsSdkAppId: '1400006666',
      SignName: '可孚',
      TemplateId: '1100',
      TemplateParamSet: ['3月2日', 'MN8FQ2'],
      SessionContext: 'evt_1#cus_li#sms',
    });
  });

  it('that is signed with another key is refused', async () => {
    const house = await aHouse(() => answered('Ok'), 'stolen');

    await expect(house.send()).rejects.toMatchObject({ outcome: 'refused', code: 'AuthFailure.SignatureFailure' });
  });

  it.each([
    ['LimitExceeded.PhoneNumberThirtySecondLimit', 'later'],
    ['FailedOperation.InsufficientBalanceInSmsPackage', 'later'],
    ['FailedOperation.PhoneNumberInBlacklist', 'refused'],
    ['InvalidParameterValue.IncorrectPhoneNumber', 'refused'],
    ['InternalError.Timeout', 'unknown'],
  ])('of which the answer says %s is %s', async (code, outcome) => {
    const house = await aHouse(() => answered(code));

    await expect(house.send()).rejects.toMatchObject({ outcome, code });
  });

  it.each([
    ['RequestLimitExceeded.IPLimitExceeded', 'later'],
    ['UnauthorizedOperation.RequestIpNotInWhitelist', 'refused'],
    ['InternalError', 'unknown'],
  ])('of which the whole call is answered with %s is %s', async (Code, outcome) => {
    const house = await aHouse(() => ({ json: { Response: { Error: { Code, Message: '+8613800000001' } } } }));
    const sending = house.send();

    await expect(sending).rejects.toMatchObject({ outcome, code: Code });
    await expect(sending).rejects.not.toThrow(/138/);
  });

  it.each([{ json: '<html>' }, { json: {} }, { json: { Response: { SendStatusSet: [] } } }, 'hang up' as const])(
    'answered with %j is unknown',
    async (answer) => {
      const house = await aHouse(() => answer);

      await expect(house.send()).rejects.toMatchObject({ outcome: 'unknown' });
    },
  );

  it('that is not registered there is not sent', async () => {
    const house = await aHouse(() => answered('Ok'));

    await expect(house.send({ template: { name: 'replied', values: {} } })).rejects.toMatchObject({
      code: 'template-unregistered',
    });
    expect(house.asked).toEqual([]);
  });

  it('of advertisement goes out with its own class of template', async () => {
    const house = await aHouse(() => answered('Ok'));
    await house.send({ template: { name: 'sale', values: { number: '1' } }, class: 'commercial' });

    expect(JSON.parse(house.asked[0]?.body ?? '')).toMatchObject({ TemplateId: '1102', TemplateParamSet: ['1'] });
  });
});
