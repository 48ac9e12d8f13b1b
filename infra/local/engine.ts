import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { get } from 'node:http';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';

export type Engine = { url: string; port: number; stop(): Promise<void> };

const GUARD = fileURLToPath(new URL('./engine-guard.ts', import.meta.url));
const TRIES = 3;
const UP_WITHIN = 15_000;

/** Starts the DynamoDB engine as a child that never outlives this process. Without a folder its data is gone with it. */
export async function startEngine({ folder }: { folder?: string }): Promise<Engine> {
  const binary = engineBinary();
  if (folder) mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const started = await launch(binary, port, folder);
    if ('engine' in started) return started.engine;
    if (attempt === TRIES) throw new Error(`The DynamoDB engine does not start: ${started.failure}`);
  }
}

/** The program this platform's package brings; named in the refusal when it is missing. */
export function engineBinary(platform: string = process.platform, arch: string = process.arch): string {
  const name = `@dynoxide/${platform}-${arch}`;
  const program = platform === 'win32' ? 'dynoxide.exe' : 'dynoxide';
  let folder: string;
  try {
    folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    throw new Error(`The DynamoDB engine for this platform is missing: the package ${name} is not installed`);
  }
  return executable(join(folder, program));
}

function executable(path: string): string {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    chmodSync(path, 0o755);
  }
  return path;
}

type Started = { engine: Engine } | { failure: string };

async function launch(binary: string, port: number, folder: string | undefined): Promise<Started> {
  const passing = folder ? '' : mkdtempSync(join(tmpdir(), 'kefu-table-'));
  const file = join(folder ?? passing, 'table.db');
  if (existsSync(file)) sweep(file); // a process that was killed did not come to it
  const serve = [binary, 'serve', '--port', `${port}`, '--db-path', file];
  const args = ['--disable-warning=ExperimentalWarning', GUARD, passing, ...serve];
  // Detached, so that Ctrl-C in a terminal reaches only this process, which then stops the engine last.
  const guard = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'pipe'], detached: true, windowsHide: true });
  let complaint = '';
  guard.stderr?.on('data', (chunk) => {
    complaint = `${complaint}${chunk}`.slice(-2000);
  });
  guard.stdin?.on('error', () => {});
  const ended = new Promise<void>((resolve) => guard.once('exit', () => resolve()));
  const up = await Promise.race([answers(port, guard), ended.then(() => false)]);
  if (!up) {
    guard.stdin?.end();
    return { failure: complaint || 'it ended without a word' };
  }
  indexStream(file);
  const end = async () => {
    await stop(guard, ended);
    if (folder) sweep(file);
  };
  return { engine: { url: `http://127.0.0.1:${port}`, port, stop: end } };
}

/**
 * The engine leaves the bytes of rows that were changed or deleted in its file: a data key that was destroyed could be found there
 * and unwrapped. The file is written anew without them.
 */
function sweep(file: string): void {
  const database = new DatabaseSync(file, { timeout: 5000 });
  database.exec('VACUUM');
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}

/**
 * The engine reads every record a stream ever held to number the next one, and again at every read of the stream: a write
 * took 4 ms more after 7,000 records. Two indexes on its own table make both a look-up; in memory it could not be given them.
 */
function indexStream(file: string): void {
  const database = new DatabaseSync(file, { timeout: 5000 });
  const number = 'CAST(sequence_number AS INTEGER)';
  database.exec(`CREATE INDEX IF NOT EXISTS stream_end ON _stream_records (table_name, ${number})`);
  database.exec(`CREATE INDEX IF NOT EXISTS stream_order ON _stream_records (table_name, shard_id, ${number})`);
  database.close();
}

async function stop(guard: ChildProcess, ended: Promise<void>): Promise<void> {
  guard.stdin?.end();
  await ended;
}

async function answers(port: number, guard: ChildProcess): Promise<boolean> {
  const giveUp = Date.now() + UP_WITHIN;
  while (Date.now() < giveUp && guard.exitCode === null) {
    if (await answersOnce(port)) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}

const answersOnce = (port: number) =>
  new Promise<boolean>((resolve) => {
    get({ port, host: '127.0.0.1', agent: false }, (answer) => {
      answer.resume();
      resolve(true);
    }).on('error', () => resolve(false));
  });

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
