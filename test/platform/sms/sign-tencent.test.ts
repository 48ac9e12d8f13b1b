import { describe, expect, it } from 'vitest';
import { signTencent } from '#platform/sms/sign-tencent.ts';
import { at } from '#platform/time/instant.ts';

// The example of https://cloud.tencent.com/document/api/213/30654: its secret key is 32 asterisks, and its body is written
// with these spaces and escapes. openssl gives the same value step by step.
const KEY = { keyId: `AKID${'*'.repeat(32)}`, keySecret: '*'.repeat(32) };
const CALL = {
  host: 'cvm.tencentcloudapi.com',
  service: 'cvm',
  action: 'DescribeInstances',
  version: '2017-03-12',
  region: 'ap-guangzhou',
  body: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
  at: at('2019-02-25T16:44:25Z'), // 1551113065
};
const DOCUMENTED = '10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f';

// SendSms of another key and day, from openssl alone.
const SENDS_BY_OPENSSL = '1cc8d631c1b927c64feeffac6b976fa90e7ba2b6fc7848e094eb71be3acba367';

const signatureOf = (headers: ReturnType<typeof signTencent>) => headers['authorization']?.split('Signature=')[1];

describe('signing for Tencent Cloud', () => {
  it("gives the signature of the provider's documentation", () => {
    const headers = signTencent(KEY, CALL);

    expect(headers).toMatchObject({ 'x-tc-timestamp': '1551113065', 'x-tc-region': 'ap-guangzhou' });
    expect(headers['authorization']).toBe(
      `TC3-HMAC-SHA256 Credential=${KEY.keyId}/2019-02-25/cvm/tc3_request, ` +
        `SignedHeaders=content-type;host;x-tc-action, Signature=${DOCUMENTED}`,
    );
  });

  it('gives what openssl gives for a message, on the day it is in UTC', () => {
    const headers = signTencent(
      { keyId: 'id', keySecret: 'secret' },
      {
        ...{ host: 'sms.tencentcloudapi.com', service: 'sms', action: 'SendSms', version: '2021-01-11' },
        ...{ region: 'ap-guangzhou', body: '{"SignName":"可孚"}', at: at('2026-03-03T07:59:59+08:00') },
      },
    );

    expect(headers['authorization']).toContain('/2026-03-02/sms/tc3_request');
    expect(signatureOf(headers)).toBe(SENDS_BY_OPENSSL);
  });

  it.each([
    { host: 'sms.tencentcloudapi.com' },
    { service: 'sms' },
    { action: 'StopInstances' },
    { body: '{}' },
    { at: at('2019-02-25T16:44:26Z') },
  ])('covers %j', (part) => {
    expect(signatureOf(signTencent(KEY, { ...CALL, ...part }))).not.toBe(DOCUMENTED);
  });
});
