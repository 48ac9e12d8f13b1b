import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { Files } from './files.ts';

/** The files in a bucket. */
export function s3Files(bucket: string, client = new S3Client({})): Files {
  const read = async (Key: string, Range?: string) => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key, ...(Range && { Range }) }));
      return await Body?.transformToByteArray();
    } catch (error) {
      if (isAway(error)) return undefined;
      throw error;
    }
  };
  return {
    get: (key) => read(key),
    begin: (key, most) => read(key, `bytes=0-${most - 1}`),
    put: async (key, bytes, type) => {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType: type }));
    },
    remove: async (key) => {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
  };
}

const AWAY: readonly (number | undefined)[] = [403, 404];

/** S3 tells whoever may not list the bucket that a file is forbidden, whether or not it is there. */
const isAway = (error: unknown): boolean =>
  error instanceof S3ServiceException && AWAY.includes(error.$metadata.httpStatusCode);
