import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type AwsCall, AwsFault } from './house.ts';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The bytes a put carries, taken out of the chunks of `aws-chunked` and compared with the checksums that came with them. */
export function bodyOf({ headers, body }: Pick<AwsCall, 'headers' | 'body'>): Buffer {
  const chunked = /aws-chunked/.test(String(headers['content-encoding'] ?? '')) || STREAMING.test(hashOf(headers));
  const { bytes, trailers } = chunked ? unchunk(body) : { bytes: body, trailers: {} };
  const told = headers['x-amz-decoded-content-length'];
  if (told !== undefined && Number(told) !== bytes.length) throw broken();
  check({ ...headers, ...trailers }, bytes);
  return bytes;
}

const STREAMING = /^STREAMING-/;
const hashOf = (headers: Headers) => String(headers['x-amz-content-sha256'] ?? '');

const CHECKSUMS: Record<string, (bytes: Buffer) => string> = {
  'x-amz-checksum-crc32': (bytes) => Buffer.from(crc32(bytes).toString(16).padStart(8, '0'), 'hex').toString('base64'),
  'x-amz-checksum-sha1': (bytes) => createHash('sha1').update(bytes).digest('base64'),
  'x-amz-checksum-sha256': (bytes) => createHash('sha256').update(bytes).digest('base64'),
  'content-md5': (bytes) => createHash('md5').update(bytes).digest('base64'),
};

function check(headers: Headers, bytes: Buffer): void {
  for (const [name, checksum] of Object.entries(CHECKSUMS)) {
    const told = headers[name];
    if (told !== undefined && told !== checksum(bytes)) {
      throw new AwsFault('BadDigest', `The ${name} you specified did not match what we received.`);
    }
  }
}

/** `<size in hex>[;extension]`, the bytes, and so on until a size of 0; then the trailing headers. */
function unchunk(body: Buffer): { bytes: Buffer; trailers: Record<string, string> } {
  const chunks: Buffer[] = [];
  for (let position = 0; ; ) {
    const end = body.indexOf('\r\n', position);
    const size = Number.parseInt(body.toString('latin1', position, end), 16);
    if (end < 0 || !(size >= 0) || end + 2 + size > body.length) throw broken();
    if (size === 0) return { bytes: Buffer.concat(chunks), trailers: trailersOf(body.toString('latin1', end + 2)) };
    chunks.push(body.subarray(end + 2, end + 2 + size));
    position = end + 2 + size + 2;
  }
}

const trailersOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split(/\r?\n/)
      .filter((line) => line.includes(':'))
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );

const broken = () => new AwsFault('IncompleteBody', 'The request body ended before the bytes that were announced.');
