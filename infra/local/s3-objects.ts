import { createCipheriv, createDecipheriv, createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Journal } from './journal.ts';

/** What is known of an object without opening it. `at` is in milliseconds, `crc32` in base64. */
export type Listed = { key: string; size: number; etag: string; crc32: string; at: number };
export type StoredObject = Listed & { headers: Record<string, string>; body: Buffer };

/** The objects of every bucket. What is put is there whole or not at all, also after the sudden end of the process. */
export type Objects = {
  put(bucket: string, key: string, body: Buffer, headers: Record<string, string>): Promise<Listed>;
  get(bucket: string, key: string): Promise<StoredObject | undefined>;
  has(bucket: string, key: string): boolean;
  remove(bucket: string, key: string): Promise<boolean>;
  /** In the order of the keys' bytes. */
  list(bucket: string): Listed[];
};

type Kept = Listed & { bucket: string; file: string };
type Options = { journal: Journal; now: () => number; folder: string | undefined };

const KIND = 's3:object';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const LENGTH_BYTES = 4;

/** Every object is one file, sealed together with its headers: no byte of either lies on the disk in the clear. */
export function objects({ journal, now, folder }: Options): Objects {
  const files = sealedFiles(journal, folder && join(folder, 'files'));
  const buckets = new Map<string, Map<string, Kept>>();
  const within = (bucket: string) => {
    const keys = buckets.get(bucket) ?? new Map<string, Kept>();
    buckets.set(bucket, keys);
    return keys;
  };
  for (const { value } of journal.all<Kept>(KIND)) within(value.bucket).set(value.key, value);
  files.keepOnly(new Set([...buckets.values()].flatMap((keys) => [...keys.values()].map(({ file }) => file))));

  return {
    async put(bucket, key, body, headers) {
      const file = await files.write(body, headers);
      const etag = createHash('md5').update(body).digest('hex');
      const kept = { key, size: body.length, etag, crc32: checksum(body), at: now(), file, bucket };
      const before = within(bucket).get(key);
      journal.put(KIND, place(bucket, key), kept);
      within(bucket).set(key, kept);
      if (before) await files.remove(before.file);
      return kept;
    },
    async get(bucket, key) {
      const kept = within(bucket).get(key);
      return kept && { ...kept, ...(await files.read(kept.file)) };
    },
    has: (bucket, key) => within(bucket).has(key),
    async remove(bucket, key) {
      const kept = within(bucket).get(key);
      if (!kept) return false;
      journal.remove(KIND, place(bucket, key));
      within(bucket).delete(key);
      await files.remove(kept.file);
      return true;
    },
    list: (bucket) => [...within(bucket).values()].sort((one, other) => byBytes(one.key, other.key)),
  };
}

// A key may name a person: it stands only where it is sealed.
const place = (bucket: string, key: string) =>
  createHash('sha256')
    .update(JSON.stringify([bucket, key]))
    .digest('hex');

export const byBytes = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));

function checksum(body: Buffer): string {
  const bytes = Buffer.alloc(LENGTH_BYTES);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString('base64');
}

/** Files under a key of the journal, or their bytes in memory without a folder. */
function sealedFiles(journal: Journal, folder: string | undefined) {
  const memory = new Map<string, Buffer>();
  if (folder) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = Buffer.from(journal.get<string>('s3', 'key') ?? newKey(journal), 'base64');

  return {
    async write(body: Buffer, headers: Record<string, string>): Promise<string> {
      const name = randomUUID();
      const sealed = seal(key, name, body, headers);
      if (!folder) memory.set(name, sealed);
      else {
        await writeFile(join(folder, `${name}.new`), sealed, { mode: 0o600 });
        await rename(join(folder, `${name}.new`), join(folder, name));
      }
      return name;
    },
    async read(name: string) {
      return open(key, name, folder ? await readFile(join(folder, name)) : (memory.get(name) ?? Buffer.alloc(0)));
    },
    async remove(name: string) {
      memory.delete(name);
      if (folder) await rm(join(folder, name), { force: true });
    },
    /** Removes what a process that ended left behind between two steps. */
    keepOnly(names: ReadonlySet<string>) {
      for (const name of folder ? readdirSync(folder) : []) {
        if (folder && !names.has(name)) rmSync(join(folder, name), { force: true });
      }
    },
  };
}

function newKey(journal: Journal): string {
  const key = randomBytes(32).toString('base64');
  journal.put('s3', 'key', key);
  return key;
}

function seal(key: Buffer, name: string, body: Buffer, headers: Record<string, string>): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(name));
  const head = Buffer.from(JSON.stringify(headers));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(head.length);
  const sealed = [cipher.update(Buffer.concat([length, head])), cipher.update(body), cipher.final()];
  return Buffer.concat([iv, ...sealed, cipher.getAuthTag()]);
}

function open(key: Buffer, name: string, sealed: Buffer): { headers: Record<string, string>; body: Buffer } {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES)).setAAD(Buffer.from(name));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const plain = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
  const start = LENGTH_BYTES + plain.readUInt32BE();
  return { headers: JSON.parse(plain.subarray(LENGTH_BYTES, start).toString()), body: plain.subarray(start) };
}
