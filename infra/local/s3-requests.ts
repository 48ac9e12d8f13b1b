import { type AwsCall, AwsFault } from './house.ts';

export type S3Operation =
  | 'PutObject'
  | 'GetObject'
  | 'HeadObject'
  | 'DeleteObject'
  | 'DeleteObjects'
  | 'ListObjectsV2'
  | 'HeadBucket';
/** What a REST call to S3 means. The key is empty when the bucket itself is meant. */
export type S3Call = { operation: S3Operation; bucket: string; key: string };

const ON_OBJECT: Record<string, S3Operation> = {
  PUT: 'PutObject',
  GET: 'GetObject',
  HEAD: 'HeadObject',
  DELETE: 'DeleteObject',
};
const KNOWN = /^(x-id|x-amz-.+|response-.+)$/i;
const LISTING = ['list-type', 'prefix', 'delimiter', 'max-keys', 'continuation-token', 'start-after', 'fetch-owner'];
// Headers that would make a put mean something else.
const REFUSED = ['x-amz-copy-source', 'x-amz-tagging', 'x-amz-acl', 'x-amz-object-lock-mode', 'if-match'];
const KEY_LIMIT = 1024; // bytes: S3 quota

/** Reads a call in path style; what it asks for beyond the operations that run here is refused. */
export function readS3({
  method,
  path,
  query,
  headers,
}: Pick<AwsCall, 'method' | 'path' | 'query' | 'headers'>): S3Call {
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(decoded(path)) ?? [];
  const operation = operationOf(method, key, query);
  const allowed = operation === 'ListObjectsV2' ? LISTING : operation === 'DeleteObjects' ? ['delete'] : [];
  const strange = [...query.keys()].find((name) => !KNOWN.test(name) && !allowed.includes(name));
  const header = REFUSED.find((name) => headers[name] !== undefined);
  if (!operation || strange !== undefined || header) {
    throw new AwsFault('NotImplemented', `The local runtime has no s3: ${method} ${strange ?? header ?? ''}`, 501);
  }
  if (Buffer.byteLength(key) > KEY_LIMIT) throw new AwsFault('KeyTooLongError', 'Your key is too long');
  return { operation, bucket, key };
}

function operationOf(method: string, key: string, query: URLSearchParams): S3Operation | undefined {
  if (key !== '') return ON_OBJECT[method];
  if (method === 'HEAD') return 'HeadBucket';
  if (method === 'POST' && query.has('delete')) return 'DeleteObjects';
  return method === 'GET' && query.get('list-type') === '2' ? 'ListObjectsV2' : undefined;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new AwsFault('InvalidURI', "Couldn't parse the specified URI.");
  }
}
