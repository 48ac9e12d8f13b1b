import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import type { FileList } from './files.ts';

/** The files of a bucket under a prefix. */
export function s3FileList(bucket: string, client = new S3Client({})): FileList {
  return async function* (prefix, after) {
    const asked = { Bucket: bucket, Prefix: prefix, ...(after !== undefined && { StartAfter: after }) };
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, asked)) {
      for (const { Key, Size = 0 } of Contents) if (Key !== undefined) yield { key: Key, bytes: Size };
    }
  };
}
