import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What must survive the sudden end of the process, by kind and key. */
export type Journal = {
  put(kind: string, key: string, value: unknown): void;
  get<T>(kind: string, key: string): T | undefined;
  remove(kind: string, key: string): void;
  /** In the order in which the keys were first put. */
  all<T>(kind: string): { key: string; value: T }[];
  close(): void;
};

// The system keeps what a killed process wrote; only a power cut loses what `synchronous = OFF` left unflushed.
const SET_UP = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = OFF;
  PRAGMA secure_delete = ON;
  CREATE TABLE IF NOT EXISTS entry (
    place INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (kind, key)
  ) STRICT;
`;

/**
 * In memory when no folder is given. Values are sealed, for what waits to be delivered may be what a customer wrote; and what is
 * removed is overwritten, for the key that opens it stays.
 */
export function journal(folder?: string): Journal {
  if (folder) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(folder ? join(folder, 'runtime.db') : ':memory:');
  database.exec(SET_UP);
  const { seal, open } = folder
    ? sealer(keyIn(folder))
    : { seal: (text: string) => text, open: (text: string) => text };
  const put = database.prepare(
    'INSERT INTO entry (kind, key, value) VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value',
  );
  const get = database.prepare('SELECT value FROM entry WHERE kind = ? AND key = ?');
  const remove = database.prepare('DELETE FROM entry WHERE kind = ? AND key = ?');
  const all = database.prepare('SELECT key, value FROM entry WHERE kind = ? ORDER BY place');
  const read = (row: Record<string, unknown>) => JSON.parse(open(String(row['value'])));

  return {
    put: (kind, key, value) => void put.run(kind, key, seal(JSON.stringify(value) ?? 'null')),
    get: (kind, key) => {
      const row = get.get(kind, key);
      return row && read(row);
    },
    remove: (kind, key) => void remove.run(kind, key),
    all: (kind) => all.all(kind).map((row) => ({ key: String(row['key']), value: read(row) })),
    close: () => database.close(),
  };
}

const SEALED = 'sealed:'; // no JSON begins like this
const IV_BYTES = 12;
const TAG_BYTES = 16;

function sealer(key: Buffer) {
  return {
    seal(text: string): string {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return SEALED + sealed.toString('base64');
    },
    open(text: string): string {
      if (!text.startsWith(SEALED)) return text;
      const sealed = Buffer.from(text.slice(SEALED.length), 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES));
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      return decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}

/** The folder's own key, in a file beside the journal. */
function keyIn(folder: string): Buffer {
  const file = join(folder, 'runtime.key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 });
  return Buffer.from(readFileSync(file, 'utf8'), 'base64');
}
