import { expect, it } from 'vitest';
import { expireObjects } from '../../infra/local/s3-expiry.ts';
import { aHouse, aResource } from './a-house.ts';

it('what a bucket keeps for a day goes at the first round after the midnight that ends it', async () => {
  const Rules = [{ Status: 'Enabled', Prefix: 'incoming/', ExpirationInDays: 1 }];
  const bucket = aResource('AWS::S3::Bucket', 'files', { LifecycleConfiguration: { Rules } });
  const { house, clock } = aHouse({ resources: [bucket], start: '2026-01-01T10:00:00.000Z' });
  const put = ['incoming/1', 'people/1'].map((key) => ({ key, at: Date.parse('2026-01-01T08:00:00Z') }));
  const gone: string[] = [];
  const objects = { list: () => put.filter(({ key }) => !gone.includes(key)) };
  const remove = async (_: unknown, key: string) => void gone.push(key);
  const rounds = expireObjects(house, { objects, remove } as never);

  await clock.moveTo(Date.parse('2026-01-02T11:00:00Z'));
  expect(gone).toEqual([]);
  await clock.moveTo(Date.parse('2026-01-03T11:00:00Z'));
  expect(gone).toEqual(['incoming/1']);
  rounds.stop();
  clock.stop();
});
