import type { Resource } from './assembly.ts';
import type { Events } from './events.ts';
import { secretOf } from './functions.ts';
import { type AwsCall, AwsFault, type House, type Need, type Service } from './house.ts';
import { ANSWERS } from './s3-answers.ts';
import { corsHeaders, preflight } from './s3-cors.ts';
import { type Act, createdEvent, deletedEvent, tellsBus } from './s3-events.ts';
import { type Listed, type Objects, objects } from './s3-objects.ts';
import { checkPresigned, isPresigned } from './s3-presigned.ts';
import { readS3, type S3Call } from './s3-requests.ts';
import { keysToDelete, refusalOf } from './s3-xml.ts';

export type S3 = {
  service: Service;
  objects: Objects;
  bucketNamed(name: string): Resource;
  /** Puts an object and tells the default bus, as every service of AWS does that puts one. */
  put(bucket: Resource, key: string, body: Buffer, headers: Record<string, string>, act: Act): Promise<Listed>;
  remove(bucket: Resource, key: string, act: Act): Promise<void>;
};

/** S3 in path style: single objects, lists, links that are signed. */
export function s3(house: House, bus: Pick<Events, 'emit'>, folder?: string): S3 {
  const kept = objects({ journal: house.journal, now: house.clock.now, folder });
  const buckets = new Map(house.assembly.byType('AWS::S3::Bucket').map((bucket) => [bucket.physicalId, bucket]));
  const bucketNamed = (name: string) => {
    const bucket = buckets.get(name);
    if (!bucket) throw new AwsFault('NoSuchBucket', 'The specified bucket does not exist', 404);
    return bucket;
  };
  const self: Omit<S3, 'service'> = {
    objects: kept,
    bucketNamed,
    async put(bucket, key, body, headers, act) {
      const listed = await kept.put(bucket.physicalId, key, body, headers);
      if (tellsBus(bucket)) bus.emit(createdEvent(bucket, listed, act));
      return listed;
    },
    async remove(bucket, key, act) {
      const removed = await kept.remove(bucket.physicalId, key);
      if (removed && tellsBus(bucket)) bus.emit(deletedEvent(bucket, key, act));
    },
  };
  return { ...self, service: serviceOf(house, self) };
}

function serviceOf(house: House, self: Omit<S3, 'service'>): Service {
  return {
    scope: 's3',
    rest: {
      operation: (call) => (call.method === 'OPTIONS' ? 'Preflight' : readS3(call).operation),
      refusal: refusalOf,
      unsigned: (call) => {
        if (call.method !== 'OPTIONS') return undefined;
        return preflight(self.bucketNamed(call.path.split('/')[1] ?? ''), call);
      },
    },
    needs(call) {
      if (isPresigned(call)) checkPresigned(call, { now: house.clock.now(), secretOf });
      const asked = readS3(call);
      return needsOf(self.bucketNamed(asked.bucket), asked, call);
    },
    async answer(call) {
      const done = house.work.begin();
      try {
        const asked = readS3(call);
        const bucket = self.bucketNamed(asked.bucket);
        const { headers, ...answer } = await ANSWERS[asked.operation]({ house, self, bucket, key: asked.key, call });
        return { ...answer, headers: { ...headers, ...corsHeaders(bucket, call) } };
      } finally {
        done();
      }
    },
  };
}

function needsOf({ arn }: Resource, { operation, key }: S3Call, { query, body }: AwsCall): Need[] {
  if (operation === 'DeleteObjects') {
    return keysToDelete(body).map((each) => ({ action: 's3:DeleteObject', resource: `${arn}/${each}` }));
  }
  if (key !== '') return [{ action: `s3:${operation.replace('Head', 'Get')}`, resource: `${arn}/${key}` }];
  const prefix = query.get('prefix');
  return [{ action: 's3:ListBucket', resource: arn, ...(prefix !== null && { context: { 's3:prefix': [prefix] } }) }];
}
