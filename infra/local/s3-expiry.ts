import { daily } from './daily.ts';
import type { House } from './house.ts';
import type { S3 } from './s3.ts';

type Rule = { Status: string; Prefix?: string; ExpirationInDays?: number };

const DAY = 24 * 60 * 60 * 1000;

/** Removes, once a day, what the buckets' lifecycle rules end. */
export function expireObjects(house: House, s3: Pick<S3, 'objects' | 'remove'>): { stop(): void } {
  const buckets = house.assembly.byType('AWS::S3::Bucket').flatMap((bucket) => {
    const { Rules = [] } = Object(bucket.properties['LifecycleConfiguration']) as { Rules?: Rule[] };
    const ending = Rules.filter(({ Status, ExpirationInDays }) => Status === 'Enabled' && ExpirationInDays);
    return ending.length > 0 ? [{ bucket, ending }] : [];
  });
  if (buckets.length === 0) return { stop: () => {} };
  return daily(house, 'lifecycle', async () => {
    for (const { bucket, ending } of buckets) {
      for (const { key, at } of s3.objects.list(bucket.physicalId)) {
        const over = ending.some(
          ({ Prefix = '', ExpirationInDays = 0 }) =>
            key.startsWith(Prefix) && endOf(at, ExpirationInDays) <= house.clock.now(),
        );
        if (over) await s3.remove(bucket, key, { requester: 's3.amazonaws.com', reason: 'Lifecycle Expiration' });
      }
    }
  });
}

/** S3 counts whole days and ends them at midnight UTC. */
const endOf = (at: number, days: number): number => Math.ceil((at + days * DAY) / DAY) * DAY;
