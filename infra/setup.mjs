// Runs on any Node from 20 on, before everything else: installs what the lock file names, unless it is there already.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = resolve(root, 'node_modules/.installed');
const lock = readFileSync(resolve(root, 'package-lock.json'), 'utf8');
const wanted = createHash('sha256').update(lock).digest('hex');

if (!isStamped() && !isComplete()) {
  console.log('Installing what package-lock.json names …');
  const windows = process.platform === 'win32';
  const { status } = spawnSync(windows ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: windows,
  });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stamp, wanted);
}

function isStamped() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
}

/** Whether somebody else's `npm ci` went through: npm says last what it installed, and that is all this computer needs of the lock. */
function isComplete() {
  const { packages } = JSON.parse(lock);
  const installed = packagesInstalled();
  return (
    Object.keys(installed).every((path) => path in packages) &&
    Object.entries(packages).every(([path, one]) => path === '' || isThere(path, one, installed[path]))
  );
}

function packagesInstalled() {
  try {
    return JSON.parse(readFileSync(resolve(root, 'node_modules/.package-lock.json'), 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

/** What only other computers need may be missing; what an install script makes must have been made. */
function isThere(path, wish, found) {
  if (!found) return wish.optional === true && !isForHere(wish);
  const made = wish.hasInstallScript ? Object.values(wish.bin ?? {}) : [];
  return (
    found.version === wish.version &&
    found.integrity === wish.integrity &&
    ['package.json', ...made].every((file) => existsSync(resolve(root, path, file)))
  );
}

function isForHere({ os = [], cpu = [], libc = [ourLibc()] }) {
  return os.includes(process.platform) && cpu.includes(process.arch) && libc.includes(ourLibc());
}

function ourLibc() {
  return process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';
}
