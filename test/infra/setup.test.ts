import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

type Packages = Record<string, Readonly<Record<string, unknown>>>;

const HERE = { optional: true, os: [process.platform], cpu: [process.arch] };
const LOCKED: Packages = {
  '': { name: 'kefu' },
  'node_modules/zod': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/node': { version: '24.0.0', hasInstallScript: true, bin: { node: 'bin/node' } },
  'node_modules/fast-here': { version: '1.0.0', ...HERE },
  'node_modules/fast-there': { version: '1.0.0', optional: true, os: ['amiga'], cpu: ['m68k'] },
  'node_modules/of-fast-there': { version: '1.0.0', optional: true },
};
const OURS = ['node_modules/zod', 'node_modules/node', 'node_modules/fast-here'];
const LOCK = JSON.stringify({ packages: LOCKED });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kefu-setup-'));
  write('package-lock.json', LOCK);
  write('npm/npm', '#!/bin/sh\nprintf "$1" > asked\nmkdir -p node_modules\n');
  chmodSync(join(folder, 'npm/npm'), 0o755);
  mkdirSync(join(folder, 'infra'));
  cpSync('infra/setup.mjs', join(folder, 'infra/setup.mjs'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** What an `npm ci` leaves behind that was told to install these. */
function install(found: Packages): void {
  for (const path of Object.keys(found)) write(`${path}/package.json`, '{}');
  write('node_modules/node/bin/node', '');
  write('node_modules/.package-lock.json', JSON.stringify({ packages: found }));
}
const those = (paths: readonly string[]): Packages => Object.fromEntries(paths.map((path) => [path, LOCKED[path]!]));

function isInstalledAgain(): boolean {
  const PATH = `${join(folder, 'npm')}:${process.env['PATH']}`;
  const { status } = spawnSync(process.execPath, ['infra/setup.mjs'], { cwd: folder, env: { ...process.env, PATH } });
  expect(status).toBe(0);
  return existsSync(join(folder, 'asked'));
}

describe.skipIf(process.platform === 'win32')('setting up', () => {
  it('installs where nothing is, and not a second time', () => {
    expect(isInstalledAgain()).toBe(true);
    rmSync(join(folder, 'asked'));
    expect(isInstalledAgain()).toBe(false);
  });

  it('is done where npm ci went through', () => {
    install(those(OURS));

    expect(isInstalledAgain()).toBe(false);
  });

  it.each<[string, () => void]>([
    ['one is missing', () => install(those(OURS.slice(1)))],
    ['one that is for this computer is missing', () => install(those(OURS.slice(0, 2)))],
    ['another version is there', () => install({ ...those(OURS), 'node_modules/zod': { version: '0.9.0' } })],
    ['one too many is there', () => install({ ...those(OURS), 'node_modules/left-pad': { version: '1.0.0' } })],
    ['npm was stopped before it was done', () => rmSync(join(folder, 'node_modules/.package-lock.json'))],
    ['what npm said cannot be read', () => write('node_modules/.package-lock.json', '{"packages":')],
    ['somebody took one away', () => rmSync(join(folder, 'node_modules/zod'), { recursive: true })],
    ['install scripts were left out', () => rmSync(join(folder, 'node_modules/node/bin/node'))],
  ])('installs where %s', (_, spoil) => {
    install(those(OURS));
    write('node_modules/.installed', createHash('sha256').update('another lock file').digest('hex'));
    spoil();

    expect(isInstalledAgain()).toBe(true);
  });
});
