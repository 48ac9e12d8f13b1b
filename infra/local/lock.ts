import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Takes the folder for this process alone. The system lets go of the lock when the process ends, however it ends. */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const owner = join(folder, 'owner');
  const database = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 });
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS lock (one); COMMIT;');
  } catch (error) {
    database.close();
    throw new Error(
      `${folder} is in use by another runtime (process ${ownerOf(owner)}): stop that one, or give another folder with --data DIR`,
      { cause: error },
    );
  }
  writeFileSync(owner, `${process.pid}`);
  return () => database.close();
}

function ownerOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return 'unknown';
  }
}
