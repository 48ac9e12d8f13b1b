import { describe, expect, it } from 'vitest';
import { aliyunSms } from '#platform/sms/aliyun-sms.ts';
import { at } from '#platform/time/instant.ts';
import { aProvider, SECRET } from './a-provider.ts';
import { aTextMessage, someTemplates } from './a-text-message.ts';

const clock = () => at('2026-03-02T12:10:00Z');
const OK = { json: { Code: 'OK', Message: 'OK', BizId: '900619746936498440^0', RequestId: 'F655A8D5' } };

async function aHouse(
  answer: () => Parameters<typeof aProvider>[1] extends () => infer A ? A : never,
  keySecret = SECRET,
) {
  const provider = await aProvider('aliyun', answer);
  const account = { keyId: 'id', keySecret, signature: '可孚', endpoint: provider.url };
  const sms = aliyunSms({ account, templates: someTemplates(), clock });
  return { ...provider, send: (parts = {}) => sms.send(aTextMessage(parts)).finally(() => provider.close()) };
}

describe('an SMS by Alibaba Cloud', () => {
  it('goes out with its registered template, signed, and is known by the id of its receipts', async () => {
    const house = await aHouse(() => OK);

    expect(await house.send()).toBe('900619746936498440^0');
    expect(house.asked).toHaveLength(1);
    expect(house.asked[0]?.headers).toMatchObject({ 'x-acs-action': 'SendSms', 'x-acs-date': '2026-03-02T12:10:00Z' });
    expect(Object.fromEntries(new URL(house.asked[0]?.path ?? '', house.url).searchParams)).toEqual({
      PhoneNumbers: '13800000001',
      SignName: '可孚',
      TemplateCode: 'SMS_100',
      TemplateParam: '{"number":"MN8FQ2","date":"3月2日"}',
      OutId: 'evt_1#cus_li#sms',
    });
  });

  it('goes abroad with its country code', async () => {
    const house = await aHouse(() => OK);
    await house.send({ to: '+85251234567' });

    expect(house.asked[0]?.path).toContain('PhoneNumbers=85251234567&');
  });

  it('that is signed with another key is refused', async () => {
    const house = await aHouse(() => OK, 'stolen');

    await expect(house.send()).rejects.toMatchObject({ outcome: 'refused', code: 'SignatureDoesNotMatch' });
  });

  it.each([
    [200, 'isv.BUSINESS_LIMIT_CONTROL', 'later'],
    [200, 'isv.OUT_OF_SERVICE', 'later'],
    [400, 'Throttling.User', 'later'],
    [503, 'ServiceUnavailable', 'later'],
    [200, 'isv.MOBILE_NUMBER_ILLEGAL', 'refused'],
    [200, 'isv.SMS_TEMPLATE_ILLEGAL', 'refused'],
    [403, 'InvalidAccessKeyId.NotFound', 'refused'],
    [200, 'isp.SYSTEM_ERROR', 'unknown'],
    [500, 'InternalError', 'unknown'],
    [502, 'Anything', 'unknown'],
  ])('answered with %i and %s is %3$s', async (status, Code, outcome) => {
    const house = await aHouse(() => ({ status, json: { Code, Message: '13800000001 不行' } }));
    const sending = house.send();

    await expect(sending).rejects.toMatchObject({ outcome, code: Code, name: Code });
    await expect(sending).rejects.not.toThrow(/13800000001/);
  });

  it.each(['<html>', '{}', '[]', 'null', '{"Code":1}'])('answered with %s is unknown', async (json) => {
    const house = await aHouse(() => ({ status: 200, json }));

    await expect(house.send()).rejects.toMatchObject({ outcome: 'unknown', code: 'http.200' });
  });

  it('that was never answered is unknown, and is not asked for twice', async () => {
    const house = await aHouse(() => 'hang up' as const);

    await expect(house.send()).rejects.toMatchObject({ outcome: 'unknown' });
    expect(house.asked).toHaveLength(1);
  });

  it.each([
    [{ template: { name: 'surveyInvitation', values: {} } }, 'template-unregistered'],
    [{ template: { name: 'sale', values: { number: '1' } }, class: 'commercial' }, 'template-unregistered'],
    [{ template: { name: 'toString', values: {} } }, 'template-unregistered'],
    [{ class: 'commercial' }, 'template-class'],
    [{ template: { name: 'received', values: { number: '1' } } }, 'template-value'],
  ])('with %j is not sent: %s', async (parts, code) => {
    const house = await aHouse(() => OK);

    await expect(house.send(parts)).rejects.toMatchObject({ outcome: 'refused', code });
    expect(house.asked).toEqual([]);
  });
});
