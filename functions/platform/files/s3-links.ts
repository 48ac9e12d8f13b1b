import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { FileLinks } from './files.ts';

/** Pre-signed links into a bucket. Whatever a file holds, a browser saves it and opens nothing. */
export function s3Links(bucket: string, client = new S3Client({})): FileLinks {
  return {
    download: (key, name, seconds) =>
      getSignedUrl(
        client,
        new GetObjectCommand({
          Bucket: bucket,
          Key: key,
          ResponseContentType: 'application/octet-stream',
          ResponseContentDisposition: disposition(name),
        }),
        { expiresIn: seconds },
      ),
  };
}

/** A name as RFC 6266 writes it: a plain one for old browsers, the real one in UTF-8. */
function disposition(name: string): string {
  const plain = name.replace(/[^\w. -]/g, '_').slice(0, 100) || 'file';
  const real = encodeURIComponent(name.slice(0, 200).toWellFormed()).replace(
    /['()*]/g,
    (symbol) => `%${symbol.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${real}`;
}
