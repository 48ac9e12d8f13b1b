import { mkdirSync } from 'node:fs';
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
  CREATE TABLE IF NOT EXISTS entry (
    place INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (kind, key)
  ) STRICT;
`;

/** In memory when no folder is given. */
export function journal(folder?: string): Journal {
  if (folder) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(folder ? join(folder, 'runtime.db') : ':memory:');
  database.exec(SET_UP);
  const put = database.prepare(
    'INSERT INTO entry (kind, key, value) VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value',
  );
  const get = database.prepare('SELECT value FROM entry WHERE kind = ? AND key = ?');
  const remove = database.prepare('DELETE FROM entry WHERE kind = ? AND key = ?');
  const all = database.prepare('SELECT key, value FROM entry WHERE kind = ? ORDER BY place');

  return {
    put: (kind, key, value) => void put.run(kind, key, JSON.stringify(value) ?? 'null'),
    get: (kind, key) => {
      const row = get.get(kind, key);
      return row && JSON.parse(String(row['value']));
    },
    remove: (kind, key) => void remove.run(kind, key),
    all: (kind) => all.all(kind).map((row) => ({ key: String(row['key']), value: JSON.parse(String(row['value'])) })),
    close: () => database.close(),
  };
}
