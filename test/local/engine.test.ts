import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { startEngine } from '../../infra/local/engine.ts';
import { aFolder } from './an-assembly.ts';

const KEY = 'a wrapped key that was destroyed';

/** Whether any byte of the folder's tables tells of it. */
const lies = (folder: string) =>
  readdirSync(folder)
    .filter((file) => file.startsWith('table.db'))
    .some((file) => readFileSync(join(folder, file)).includes(KEY));

function keptAndDestroyed(folder: string): void {
  const database = new DatabaseSync(join(folder, 'table.db'));
  database.exec('CREATE TABLE keys (name TEXT, value TEXT)');
  const put = database.prepare('INSERT INTO keys VALUES (?, ?)');
  for (let nth = 0; nth < 200; nth++) put.run(String(nth), `${KEY} ${nth}`);
  database.exec("UPDATE keys SET value = 'destroyed'");
  database.close();
}

describe("the engine's file", () => {
  it('holds nothing of what was destroyed once the engine was stopped', async () => {
    const folder = aFolder();
    const engine = await startEngine({ folder });
    keptAndDestroyed(folder);
    expect(lies(folder)).toBe(true);
    await engine.stop();

    expect(lies(folder)).toBe(false);
  });

  it('holds nothing of it either when the process was killed before and has begun again', async () => {
    const folder = aFolder();
    await (await startEngine({ folder })).stop();
    keptAndDestroyed(folder);
    expect(lies(folder)).toBe(true);
    const engine = await startEngine({ folder });

    expect(lies(folder)).toBe(false);
    await engine.stop();
  });
});
