import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { expect, it } from 'vitest';
import { checkPresigned } from '../../infra/local/s3-presigned.ts';

const NOON = Date.parse('2026-03-02T12:00:00Z');
const MINUTE = 60_000;

it.each<[string, number, string | undefined]>([
  ['sixteen minutes before it was signed', -16 * MINUTE, 'Request is not valid yet'],
  ['fifteen minutes before, as clocks differ', -15 * MINUTE, undefined],
  ['in its last second', 900_000, undefined],
  ['a second later', 901_000, 'Request has expired'],
])('a signed link is good or not %s', async (_, later, refusal) => {
  const client = new S3Client({
    ...{ region: 'cn-north-1', endpoint: 'http://127.0.0.1:1' },
    credentials: { accessKeyId: 'LOCAL', secretAccessKey: 'local-LOCAL' },
  });
  const asked = new GetObjectCommand({ Bucket: 'files', Key: 'people/1' });
  const link = new URL(await getSignedUrl(client, asked, { expiresIn: 900, signingDate: new Date(NOON) }));
  const call = { method: 'GET', path: link.pathname, query: link.searchParams, headers: { host: link.host } };
  const check = () => checkPresigned(call, { now: NOON + later, secretOf: (key) => `local-${key}` });

  if (refusal) expect(check).toThrow(refusal);
  else expect(check).not.toThrow();
});
