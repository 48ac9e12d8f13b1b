import type { Resource } from './assembly.ts';
import { functionNamed } from './functions.ts';
import { type AwsAnswer, type AwsCall, AwsFault, type House } from './house.ts';
import type { S3 } from './s3.ts';
import { bodyOf } from './s3-body.ts';
import type { S3Operation } from './s3-requests.ts';
import { deletedAnswer, isQuiet, keysToDelete, listAnswer } from './s3-xml.ts';

const KEPT_HEADERS = /^(content-(type|disposition|language)|cache-control|expires|x-amz-meta-.+)$/;
const SEALED = { 'x-amz-server-side-encryption': 'AES256' };

type Asked = { house: House; self: Omit<S3, 'service'>; bucket: Resource; key: string; call: AwsCall };

const GONE: AwsAnswer = { status: 204, body: Buffer.alloc(0) };

/** What S3 does and says, operation by operation. */
export const ANSWERS: Record<S3Operation, (asked: Asked) => AwsAnswer | Promise<AwsAnswer>> = {
  async PutObject({ house, self, bucket, key, call }) {
    if (call.headers['if-none-match'] === '*' && self.objects.has(bucket.physicalId, key)) {
      throw new AwsFault('PreconditionFailed', 'At least one of the preconditions you specified did not hold', 412);
    }
    const encryption = call.headers['x-amz-server-side-encryption'] ?? 'AES256';
    if (encryption !== 'AES256') throw new AwsFault('NotImplemented', `No encryption ${String(encryption)} here`, 501);
    const act = { requester: house.account, reason: 'PutObject' };
    const { etag, crc32 } = await self.put(bucket, key, bodyOf(call), keptHeaders(call), act);
    return {
      status: 200,
      body: Buffer.alloc(0),
      headers: { etag: `"${etag}"`, 'x-amz-checksum-crc32': crc32, ...SEALED },
    };
  },
  GetObject: read,
  HeadObject: read,
  async DeleteObject({ house, self, bucket, key }) {
    await self.remove(bucket, key, { requester: house.account, reason: 'DeleteObject' });
    return GONE;
  },
  async DeleteObjects({ house, self, bucket, call: { body } }) {
    const keys = keysToDelete(body);
    for (const key of keys) await self.remove(bucket, key, { requester: house.account, reason: 'DeleteObject' });
    return deletedAnswer(isQuiet(body) ? [] : keys);
  },
  ListObjectsV2: ({ self, bucket, call: { query } }) =>
    listAnswer(bucket.physicalId, self.objects.list(bucket.physicalId), query),
  HeadBucket: ({ house }) => ({ status: 200, body: Buffer.alloc(0), headers: { 'x-amz-bucket-region': house.region } }),
};

function keptHeaders({ headers }: AwsCall): Record<string, string> {
  const encoding = String(headers['content-encoding'] ?? '')
    .replace(/aws-chunked,?/, '')
    .trim();
  const kept = Object.entries(headers).filter(([name]) => KEPT_HEADERS.test(name));
  return {
    'content-type': 'binary/octet-stream',
    ...Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
    ...(encoding && { 'content-encoding': encoding }),
  };
}

async function read({ house, self, bucket, key, call }: Asked): Promise<AwsAnswer> {
  const found = await self.objects.get(bucket.physicalId, key);
  if (!found) throw missing(house, bucket, call);
  const { query, headers } = call;
  const overrides = [...query].flatMap(([name, value]) =>
    name.startsWith('response-') ? [[name.slice('response-'.length), value] as const] : [],
  );
  const mode = headers['x-amz-checksum-mode'] ?? query.get('x-amz-checksum-mode');
  const part = rangeOf(headers['range'], found.body.length);
  return {
    status: part ? 206 : 200,
    body: part ? found.body.subarray(part.first, part.last + 1) : found.body,
    headers: {
      ...found.headers,
      ...(part && { 'content-range': `bytes ${part.first}-${part.last}/${found.body.length}` }),
      ...Object.fromEntries(overrides),
      etag: `"${found.etag}"`,
      'last-modified': new Date(found.at).toUTCString(),
      ...(mode === 'ENABLED' && !part && { 'x-amz-checksum-crc32': found.crc32 }),
      ...SEALED,
    },
  };
}

/** One range from a byte to another, the only form that is asked here; of an object without bytes there is none. */
function rangeOf(asked: unknown, length: number): { first: number; last: number } | undefined {
  if (asked === undefined) return undefined;
  const [, first = '', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(String(asked)) ?? [];
  if (first === '') throw new AwsFault('NotImplemented', `The local runtime has no s3 range ${String(asked)}`, 501);
  if (Number(first) >= length) throw new AwsFault('InvalidRange', 'The requested range is not satisfiable', 416);
  return { first: Number(first), last: Math.min(last === '' ? length - 1 : Number(last), length - 1) };
}

/** Whoever may not list a bucket is not told whether an object is there. */
function missing({ assembly, roles }: House, bucket: Resource, { caller = '' }: AwsCall): AwsFault {
  const role = String(functionNamed(assembly, caller).properties['Role']);
  if (!roles.refusal(role, { action: 's3:ListBucket', resource: bucket.arn })) {
    return new AwsFault('NoSuchKey', 'The specified key does not exist.', 404);
  }
  return new AwsFault(
    'AccessDenied',
    `The object is not there, or ${caller} may not see it: s3:ListBucket is missing`,
    403,
  );
}
