import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readAssembly } from '../../infra/local/assembly.ts';
import { atMost, type Figure, kilobytes, seconds } from './figures.ts';
import type { Section } from './section.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const PORT = 39_000 + (process.pid % 1000);
const GIVE_UP_MS = 120_000;

/** Every bundle as it is deployed, without its source map; and an installed tree from `npm start` to its first answer. */
export const size: Section = async ({ assembly }) => [
  ...bundles(assembly),
  atMost({ name: 'npm start to its first answer', value: await firstAnswer(), bound: 20, show: seconds }),
];

function bundles(folder: string): Figure[] {
  const urls = { api: '', issuer: '', gateway: '' };
  const assembly = readAssembly(folder, { region: 'eu-central-1', account: '000000000000', urls });
  return assembly
    .byType('AWS::Lambda::Function')
    .map((one) => ({ name: one.logicalId, bytes: statSync(join(assembly.assetFolder(one), 'index.mjs')).size }))
    .sort((one, other) => other.bytes - one.bytes)
    .map(({ name, bytes }) =>
      atMost({ name: `bundle ${name.replace(/[0-9A-F]{8}$/, '')}`, value: bytes, bound: 900_000, show: kilobytes }),
    );
}

async function firstAnswer(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-start-'));
  const began = performance.now();
  const npm = spawn('npm', ['start', '--', '--port', `${PORT}`, '--data', folder], {
    cwd: ROOT,
    stdio: 'ignore',
    detached: true,
  });
  try {
    while (!(await answers())) {
      if (npm.exitCode !== null || performance.now() - began > GIVE_UP_MS) throw new Error('npm start does not answer');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return (performance.now() - began) / 1000;
  } finally {
    if (npm.pid) await endGroup(npm.pid);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** npm ends before the house it started: the folder is free when the whole group is gone. */
async function endGroup(pid: number): Promise<void> {
  try {
    process.kill(-pid, 'SIGTERM');
    for (;;) {
      process.kill(-pid, 0);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

const answers = () =>
  fetch(`http://127.0.0.1:${PORT}/health`).then(
    ({ ok }) => ok,
    () => false,
  );
