import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import type { Folders } from './files.ts';

/** What lies under a prefix of a bucket. */
export function s3Folders(bucket: string, client = new S3Client({})): Folders {
  return {
    under: async (prefix) => {
      const keys: string[] = [];
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) {
        keys.push(...Contents.flatMap(({ Key }) => Key ?? []));
      }
      return keys;
    },
  };
}
