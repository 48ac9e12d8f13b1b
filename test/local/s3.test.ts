import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket, HttpMethods } from 'aws-cdk-lib/aws-s3';
import { Duration } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Runtime, startRuntime } from '../../infra/local/runtime.ts';
import { aCaller, bytes, type Called, callThrough } from './a-caller.ts';
import { aFolder, aFunction, anAssembly } from './an-assembly.ts';

const BUCKET = 'files';
const PAGE = 'http://shop.example';

// Signs links and sends streams, which the plain caller cannot.
const SIGNER = `
  import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
  import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
  import { Readable } from 'node:stream';
  const client = new S3Client({ maxAttempts: 1 });
  export const handler = async ({ input, put, stream, expiresIn }) => {
    if (stream) return (await client.send(new PutObjectCommand({ ...input, Body: Readable.from(stream.map((part) => Buffer.from(part))) }))).ETag;
    return getSignedUrl(client, new (put ? PutObjectCommand : GetObjectCommand)(input), { expiresIn });
  };`;

const HEARER = `
  import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
  const client = new S3Client({});
  export const handler = (event) => client.send(new PutObjectCommand({ Bucket: '${BUCKET}', Key: 'heard/event', Body: JSON.stringify(event) }));`;

const assembly = anAssembly((stack) => {
  const bucket = new Bucket(stack, 'Files', {
    bucketName: BUCKET,
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    lifecycleRules: [{ prefix: 'incoming/', expiration: Duration.days(30) }],
    cors: [{ allowedOrigins: [PAGE], allowedMethods: [HttpMethods.PUT], allowedHeaders: ['content-*'] }],
  });
  (bucket.node.defaultChild as CfnBucket).addPropertyOverride(
    'NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled',
    true,
  );
  const other = new Bucket(stack, 'Quiet', { bucketName: 'quiet' });
  const all = aCaller(stack, 'All', 'client-s3', 'S3Client');
  bucket.grantReadWrite(all);
  other.grantReadWrite(all);
  const may = (actions: string[], resource: string, conditions?: Record<string, Record<string, string>>) =>
    new PolicyStatement({ actions, resources: [resource], ...(conditions && { conditions }) });
  const narrow = aCaller(stack, 'Narrow', 'client-s3', 'S3Client');
  narrow.addToRolePolicy(may(['s3:GetObject', 's3:PutObject'], bucket.arnForObjects('people/*')));
  narrow.addToRolePolicy(may(['s3:ListBucket'], bucket.bucketArn, { StringLike: { 's3:prefix': 'people/*' } }));
  const signer = aFunction(stack, 'Signer', SIGNER);
  signer.addToRolePolicy(may(['s3:GetObject', 's3:PutObject'], bucket.arnForObjects('people/*')));
  const hearer = aFunction(stack, 'Hearer', HEARER);
  hearer.addToRolePolicy(may(['s3:PutObject'], bucket.arnForObjects('heard/*')));
  new Rule(stack, 'Arrived', {
    eventPattern: {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix: 'incoming/' }] } },
    },
    targets: [new LambdaFunction(hearer)],
  });
});

type Asking = { runtime: Runtime; all: ReturnType<typeof callThrough>; narrow: ReturnType<typeof callThrough> };
const signed = async ({ runtime }: Asking, event: object): Promise<string> =>
  ((await runtime.invoke('Signer', event)) as { payload: string }).payload;

async function start(folder?: string): Promise<Asking> {
  const runtime = await startRuntime({ assembly, ...(folder && { folder }) });
  return { runtime, all: callThrough(runtime, 'All'), narrow: callThrough(runtime, 'Narrow') };
}

let house: Asking;
beforeAll(async () => {
  house = await start();
  return house.runtime.stop;
});

const Bucket_ = { Bucket: BUCKET };
const put = (Key: string, text: string, more: object = {}) =>
  house.all('PutObject', { ...Bucket_, Key, Body: bytes(text), ...more });
const textOf = ({ Body }: Called) => Buffer.from(Object(Body).base64, 'base64').toString();
const keys = ({ Contents = [] }: Called) => (Contents as { Key: string }[]).map(({ Key }) => Key);

describe('an object', () => {
  it('comes back as it was put, with what was said about it', async () => {
    const Key = 'people/张/a b+c(1)!&<.txt';
    await put(Key, '您好', { ContentType: 'text/plain', Metadata: { source: 'mail' }, ContentDisposition: 'inline' });
    const found = await house.all('GetObject', { ...Bucket_, Key });
    expect(textOf(found)).toBe('您好');
    expect(found).toMatchObject({
      ContentType: 'text/plain',
      ContentDisposition: 'inline',
      Metadata: { source: 'mail' },
    });
    expect(found).toMatchObject({ ServerSideEncryption: 'AES256', ETag: '"f070aa69f8d73650da15a0f9d0878a41"' });
    expect(await house.all('HeadObject', { ...Bucket_, Key })).toMatchObject({ ContentLength: 6 });
  });

  it('may be sent as a stream, whose chunks do not stay in it', async () => {
    await signed(house, {
      input: { ...Bucket_, Key: 'people/stream', ContentLength: 11 },
      stream: ['hello ', 'world'],
    });
    const found = await house.all('GetObject', { ...Bucket_, Key: 'people/stream' });
    expect(textOf(found)).toBe('hello world');
    expect(found['ContentEncoding']).toBeUndefined();
  });

  it('is refused when it is not what its checksum says', async () => {
    expect(await put('people/broken', 'a', { ChecksumCRC32: 'AAAAAA==' })).toMatchObject({ error: 'BadDigest' });
    expect(await house.all('HeadObject', { ...Bucket_, Key: 'people/broken' })).toMatchObject({ error: 'NotFound' });
  });

  it('replaces the one before, unless none may be there', async () => {
    await put('people/twice', 'one');
    expect(await put('people/twice', 'two', { IfNoneMatch: '*' })).toMatchObject({ error: 'PreconditionFailed' });
    await put('people/twice', 'three');
    expect(textOf(await house.all('GetObject', { ...Bucket_, Key: 'people/twice' }))).toBe('three');
  });

  it('is gone once it is deleted, alone or with others', async () => {
    for (const name of ['1', '2&<', '3']) await put(`people/gone/${name}`, name);
    await house.all('DeleteObject', { ...Bucket_, Key: 'people/gone/1' });
    const Objects = [{ Key: 'people/gone/2&<' }, { Key: 'people/gone/never' }];
    const { Deleted } = await house.all('DeleteObjects', { ...Bucket_, Delete: { Objects } });
    expect(Deleted).toEqual(Objects);
    expect(keys(await house.all('ListObjectsV2', { ...Bucket_, Prefix: 'people/gone/' }))).toEqual(['people/gone/3']);
    expect(await house.all('GetObject', { ...Bucket_, Key: 'people/gone/1' })).toMatchObject({ error: 'NoSuchKey' });
  });

  it.each([
    ['bytes=0-2', 'abc', 'bytes 0-2/5'],
    ['bytes=3-', 'de', 'bytes 3-4/5'],
    ['bytes=1-99', 'bcde', 'bytes 1-4/5'],
  ])('is given in part: %s', async (Range, text, ContentRange) => {
    await put('people/1', 'abcde');
    const found = await house.all('GetObject', { ...Bucket_, Key: 'people/1', Range });
    expect(textOf(found)).toBe(text);
    expect(found).toMatchObject({ ContentRange, ContentLength: text.length });
  });

  it.each([
    ['CopyObject', { ...Bucket_, Key: 'b', CopySource: '/files/a' }, 'NotImplemented'],
    ['CreateMultipartUpload', { ...Bucket_, Key: 'b' }, 'NotImplemented'],
    ['GetObject', { ...Bucket_, Key: 'people/1', Range: 'bytes=-2' }, 'NotImplemented'],
    ['GetObject', { ...Bucket_, Key: 'people/1', Range: 'bytes=9-' }, 'InvalidRange'],
    ['GetObject', { Bucket: 'nowhere', Key: 'b' }, 'NoSuchBucket'],
  ])('is not touched by %s %j', async (command, input, error) => {
    expect(await house.all(command, input)).toMatchObject({ error });
  });
});

describe('a list', () => {
  it('goes page by page in the order of the bytes, by prefix and by folder', async () => {
    for (const name of ['b/1', 'b/2', 'a', 'é', 'c/1']) await put(`lists/${name}`, '1');
    const all = { ...Bucket_, Prefix: 'lists/' };
    expect(keys(await house.all('ListObjectsV2', all))).toEqual(
      ['a', 'b/1', 'b/2', 'c/1', 'é'].map((name) => `lists/${name}`),
    );
    const folders = await house.all('ListObjectsV2', { ...all, Delimiter: '/', MaxKeys: 2 });
    expect(keys(folders)).toEqual(['lists/a']);
    expect(folders).toMatchObject({ CommonPrefixes: [{ Prefix: 'lists/b/' }], IsTruncated: true, KeyCount: 2 });
    const ContinuationToken = folders['NextContinuationToken'];
    const rest = await house.all('ListObjectsV2', { ...all, Delimiter: '/', ContinuationToken });
    expect(keys(rest)).toEqual(['lists/é']);
    expect(rest).toMatchObject({ CommonPrefixes: [{ Prefix: 'lists/c/' }], IsTruncated: false });
  });

  it('names an object when its key is a hard one', async () => {
    const hard = 'hard/\u0001&amp;<>"\' 😀';
    await put(hard, '1');
    expect(keys(await house.all('ListObjectsV2', { ...Bucket_, Prefix: 'hard/' }))).toEqual([hard]);
  });
});

describe('a role', () => {
  it('reaches only the prefix it was given', async () => {
    await put('people/mine', 'a');
    await put('other/theirs', 'b');
    expect(textOf(await house.narrow('GetObject', { ...Bucket_, Key: 'people/mine' }))).toBe('a');
    expect(await house.narrow('GetObject', { ...Bucket_, Key: 'other/theirs' })).toMatchObject({
      error: 'AccessDenied',
    });
    expect(await house.narrow('PutObject', { ...Bucket_, Key: 'other/x', Body: bytes('') })).toMatchObject({
      error: 'AccessDenied',
      status: 403,
    });
    expect(await house.narrow('DeleteObject', { ...Bucket_, Key: 'people/mine' })).toMatchObject({
      error: 'AccessDenied',
    });
    const Delete = { Objects: [{ Key: 'people/mine' }] };
    expect(await house.narrow('DeleteObjects', { ...Bucket_, Delete })).toMatchObject({ error: 'AccessDenied' });
  });

  it('lists only what its condition on the prefix allows', async () => {
    expect(await house.narrow('ListObjectsV2', { ...Bucket_, Prefix: 'people/m' })).not.toHaveProperty('error');
    expect(await house.narrow('ListObjectsV2', { ...Bucket_, Prefix: 'other/' })).toMatchObject({
      error: 'AccessDenied',
    });
    expect(await house.narrow('ListObjectsV2', Bucket_)).toMatchObject({ error: 'AccessDenied' });
  });

  it('that may not list is not told that an object is missing', async () => {
    expect(await house.narrow('GetObject', { ...Bucket_, Key: 'people/none' })).toMatchObject({
      error: 'AccessDenied',
    });
  });
});

describe('a signed link', () => {
  const Key = 'people/invoice.pdf';
  const input = { ...Bucket_, Key, ResponseContentDisposition: `attachment; filename*=UTF-8''%E5%BC%A0.pdf` };

  it('opens one object for a while, as a download under the name it was given', async () => {
    await put(Key, '%PDF', { ContentType: 'application/pdf' });
    const link = await signed(house, {
      input: { ...input, ResponseContentType: 'application/octet-stream' },
      expiresIn: 900,
    });
    const answer = await fetch(link);
    expect(await answer.text()).toBe('%PDF');
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''%E5%BC%A0.pdf`);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');

    const other = await start();
    onTestFinished(other.runtime.stop);
    const late = await signed(other, { input, expiresIn: 900 });
    await other.runtime.clock.moveTo(other.runtime.clock.now() + 901_000);
    const refused = await fetch(late);
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('Request has expired')]);
  });

  it.each<[string, (link: string) => string]>([
    ['another object', (link) => link.replace('invoice', 'payroll')],
    ['another name', (link) => link.replace('E5%25BC%25A0', 'E6%25BC%25A0')],
    ['a longer time', (link) => link.replace('Expires=900', 'Expires=9000')],
    ['another signer', (link) => link.replace(/LOCALSigner\w+/, (key) => key.replace('Signer', 'Other'))],
    ['another signature', (link) => link.replace(/Signature=.{4}/, 'Signature=0000')],
    ['one more parameter', (link) => `${link}&response-cache-control=public`],
  ])('does not open %s', async (_, change) => {
    const link = await signed(house, { input, expiresIn: 900 });
    const changed = change(link);
    expect(changed).not.toBe(link);
    const answer = await fetch(changed);
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('SignatureDoesNotMatch')]);
  });

  it('takes nothing but the method it was signed for, and no more than its signer may', async () => {
    const link = await signed(house, { input, expiresIn: 900 });
    expect((await fetch(link, { method: 'DELETE' })).status).toBe(403);
    const foreign = await signed(house, { input: { ...Bucket_, Key: 'other/theirs' }, expiresIn: 900 });
    expect(await (await fetch(foreign)).text()).toContain('AccessDenied');
  });

  it('takes an upload from the page the bucket knows', async () => {
    const upload = { ...Bucket_, Key: 'people/upload', ContentType: 'image/png' };
    const link = await signed(house, { input: upload, put: true, expiresIn: 900 });
    const asks = { 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' };
    const asked = await fetch(link, { method: 'OPTIONS', headers: { origin: PAGE, ...asks } });
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([200, PAGE]);
    expect((await fetch(link, { method: 'OPTIONS', headers: { origin: 'http://evil.example', ...asks } })).status).toBe(
      403,
    );
    const sent = await fetch(link, {
      method: 'PUT',
      body: 'png',
      headers: { 'content-type': 'image/png', origin: PAGE },
    });
    expect([sent.status, sent.headers.get('access-control-allow-origin')]).toEqual([200, PAGE]);
    expect(textOf(await house.all('GetObject', { ...Bucket_, Key: 'people/upload' }))).toBe('png');
  });
});

describe('the default bus', () => {
  it('hears of an object under the prefix of the rule, in the words of S3', async () => {
    await put('other/quiet', 'a');
    await put('incoming/mail 1', 'Hello');
    await house.runtime.settled();
    const event = JSON.parse(textOf(await house.all('GetObject', { ...Bucket_, Key: 'heard/event' })));
    expect(event).toMatchObject({
      source: 'aws.s3',
      'detail-type': 'Object Created',
      resources: ['arn:aws:s3:::files'],
    });
    expect(event.detail).toEqual({
      version: '0',
      bucket: { name: BUCKET },
      object: {
        key: 'incoming/mail 1',
        size: 5,
        etag: '8b1a9953c4611296a827abf8c47804d7',
        sequencer: expect.any(String),
      },
      'request-id': expect.any(String),
      requester: event.account,
      'source-ip-address': '127.0.0.1',
      reason: 'PutObject',
    });
  });
});

describe('files at rest', () => {
  it('hold no byte of what was put or said about it, and outlive a restart', async () => {
    const folder = aFolder();
    const before = await start(folder);
    const text = 'wang@example.com 138-0013-8000';
    const Metadata = { name: 'wang-the-customer' };
    await before.all('PutObject', { ...Bucket_, Key: 'people/1', Body: bytes(text), Metadata });
    await before.runtime.stop();
    const files = readdirSync(join(folder, 'files')).map((name) => readFileSync(join(folder, 'files', name)));
    expect(files).toHaveLength(1);
    const journal = ['runtime.db', 'runtime.db-wal'].flatMap((name) =>
      readdirSync(folder).includes(name) ? [readFileSync(join(folder, name))] : [],
    );
    for (const file of [...files, ...journal]) {
      expect(file.includes('wang@example.com')).toBe(false);
      expect(file.includes('wang-the-customer')).toBe(false);
    }
    const after = await start(folder);
    onTestFinished(after.runtime.stop);
    const found = await after.all('GetObject', { ...Bucket_, Key: 'people/1' });
    expect([textOf(found), found['Metadata']]).toEqual([text, Metadata]);
  });

  it('end when their rule says so, on the clock of the house', async () => {
    const { runtime, all } = await start();
    onTestFinished(runtime.stop);
    for (const Key of ['incoming/1', 'people/1']) await all('PutObject', { ...Bucket_, Key, Body: bytes('a') });
    const days = (count: number) => runtime.clock.moveTo(runtime.clock.now() + count * 86_400_000);
    await days(29);
    expect(keys(await all('ListObjectsV2', Bucket_))).toEqual(['heard/event', 'incoming/1', 'people/1']);
    await days(4);
    expect(keys(await all('ListObjectsV2', Bucket_))).toEqual(['heard/event', 'people/1']);
  });
});
