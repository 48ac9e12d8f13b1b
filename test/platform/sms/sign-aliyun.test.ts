import { describe, expect, it } from 'vitest';
import { signAliyun } from '#platform/sms/sign-aliyun.ts';
import { at } from '#platform/time/instant.ts';

const KEY = { keyId: 'YourAccessKeyId', keySecret: 'YourAccessKeySecret' };
const CALL = {
  host: 'ecs.cn-shanghai.aliyuncs.com',
  action: 'RunInstances',
  version: '2014-05-26',
  query: { RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' },
  body: '',
  at: at('2023-10-26T10:22:32Z'),
  nonce: '3156853299f313e23d1673dc12e1703d',
};

// The fixed example of https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature, whose value
// `openssl dgst -sha256 -hmac YourAccessKeySecret` gives for its string to sign as well.
const DOCUMENTED = '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0';

// The same request with the moment and nonce of the page's first table, from openssl alone; it is also the signature that
// https://help.aliyun.com/zh/model-studio/user-guide/roa-style-request-body-signature-mechanism shows.
const BY_OPENSSL = 'e521358f7776c97df52e6b2891a8bc73026794a071b50c3323388c4e0df64804';

// POST / of SendSms with Chinese values, a space and all that RFC 3986 reserves, from openssl alone.
const SENDS_BY_OPENSSL = '1eb15908f0527da148836ef2031cffe328399c56e0bc02dea306dc40786384f3';

const signatureOf = ({ headers }: ReturnType<typeof signAliyun>) => headers['authorization']?.split('Signature=')[1];

describe('signing for Alibaba Cloud', () => {
  it("gives the signature of the provider's documentation", () => {
    const { query, headers } = signAliyun(KEY, CALL);

    expect(query).toBe('ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai');
    expect(headers['authorization']).toBe(
      'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;' +
        `x-acs-signature-nonce;x-acs-version,Signature=${DOCUMENTED}`,
    );
  });

  it('gives what openssl gives for another moment and nonce', () => {
    const call = { ...CALL, at: at('2023-10-26T09:01:01Z'), nonce: 'd410180a5abf7fe235dd9b74aca91fc0' };

    expect(signatureOf(signAliyun(KEY, call))).toBe(BY_OPENSSL);
  });

  it('spells every character the one way the provider reads it', () => {
    const { query, ...signed } = signAliyun(
      { keyId: 'id', keySecret: 'secret' },
      {
        ...{ host: 'dysmsapi.aliyuncs.com', action: 'SendSms', version: '2017-05-25', body: '' },
        query: { TemplateParam: '{"name":"张 三*!~()\'"}', SignName: '可孚', PhoneNumbers: '13800000001' },
        ...{ at: at('2026-03-02T12:10:00.999Z'), nonce: 'n-1' },
      },
    );

    expect(query).toBe(
      'PhoneNumbers=13800000001&SignName=%E5%8F%AF%E5%AD%9A&TemplateParam=%7B%22name%22%3A%22%E5%BC%A0%20%E4%B8%89%2A%21~%28%29%27%22%7D',
    );
    expect(signatureOf({ query, ...signed })).toBe(SENDS_BY_OPENSSL);
  });

  it.each([
    { host: 'ecs.cn-beijing.aliyuncs.com' },
    { action: 'StopInstances' },
    { version: '2014-05-27' },
    { query: { RegionId: 'cn-beijing' } },
    { body: 'a=b' },
    { at: at('2023-10-26T10:22:33Z') },
    { nonce: 'another' },
  ])('covers %j', (part) => {
    expect(signatureOf(signAliyun(KEY, { ...CALL, ...part }))).not.toBe(DOCUMENTED);
  });
});
