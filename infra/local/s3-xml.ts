import { randomUUID } from 'node:crypto';
import type { AwsAnswer, AwsFault } from './house.ts';
import { byBytes, type Listed } from './s3-objects.ts';

const NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
const MOST = 1000; // keys of one answer: S3 quota

const safe = (text: string): string =>
  [...text].map((one) => (/[&<>"'\p{Cc}]/u.test(one) ? `&#${one.codePointAt(0)};` : one)).join('');

const xml = (status: number, inner: string): AwsAnswer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${inner}`),
});

// How S3 words what every other service says in one way.
const WORDS: Record<string, [code: string, status: number]> = {
  AccessDeniedException: ['AccessDenied', 403],
  UnrecognizedClientException: ['InvalidAccessKeyId', 403],
};

export function refusalOf({ type, status, message }: AwsFault): AwsAnswer {
  const [code, answered] = WORDS[type] ?? [type, status];
  const inner = `<Code>${code}</Code><Message>${safe(message)}</Message><RequestId>${randomUUID()}</RequestId>`;
  return xml(answered, `<Error>${inner}</Error>`);
}

/** The keys a DeleteObjects names. */
export const keysToDelete = (body: Buffer): string[] =>
  [...body.toString('utf8').matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => unescaped(key));

export const isQuiet = (body: Buffer): boolean => /<Quiet>\s*true\s*<\/Quiet>/.test(body.toString('utf8'));

export function deletedAnswer(keys: string[]): AwsAnswer {
  const inner = keys.map((key) => `<Deleted><Key>${safe(key)}</Key></Deleted>`).join('');
  return xml(200, `<DeleteResult ${NAMESPACE}>${inner}</DeleteResult>`);
}

/** One page of a bucket's keys; `all` is in order. */
export function listAnswer(bucket: string, all: Listed[], query: URLSearchParams): AwsAnswer {
  const [prefix, delimiter] = [query.get('prefix') ?? '', query.get('delimiter') ?? ''];
  const most = Math.min(Number(query.get('max-keys') ?? MOST), MOST);
  const token = query.get('continuation-token');
  const after = token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString();
  const entries: { mark: string; inner: string }[] = [];
  let truncated = false;
  for (const one of all.filter(({ key }) => key.startsWith(prefix) && byBytes(key, after) > 0)) {
    const cut = delimiter === '' ? -1 : one.key.indexOf(delimiter, prefix.length);
    const mark = cut < 0 ? one.key : one.key.slice(0, cut + delimiter.length);
    if (mark === entries.at(-1)?.mark || (cut >= 0 && after.startsWith(mark))) continue;
    truncated = entries.length >= most;
    if (truncated) break;
    entries.push({
      mark,
      inner: cut < 0 ? contents(one) : `<CommonPrefixes><Prefix>${safe(mark)}</Prefix></CommonPrefixes>`,
    });
  }
  const next = truncated ? Buffer.from(entries.at(-1)?.mark ?? after).toString('base64url') : undefined;
  const head = `<Name>${safe(bucket)}</Name><Prefix>${safe(prefix)}</Prefix><KeyCount>${entries.length}</KeyCount><MaxKeys>${most}</MaxKeys>`;
  const tail = next === undefined ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`;
  const body = entries.map(({ inner }) => inner).join('');
  return xml(
    200,
    `<ListBucketResult ${NAMESPACE}>${head}<IsTruncated>${truncated}</IsTruncated>${body}${tail}</ListBucketResult>`,
  );
}

function contents({ key, at, etag, size }: Listed): string {
  const when = `<LastModified>${new Date(at).toISOString()}</LastModified><ETag>&quot;${etag}&quot;</ETag>`;
  return `<Contents><Key>${safe(key)}</Key>${when}<Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(
    /&(?:(amp|lt|gt|quot|apos)|#x([0-9a-f]+)|#(\d+));/gi,
    (_, name?: string, hex?: string, code?: string) => {
      if (name) return ENTITIES[name.toLowerCase()] ?? '';
      return String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(code));
    },
  );
}
