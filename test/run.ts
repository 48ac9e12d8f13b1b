import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Counts = { numPassedTests: number; numFailedTests: number; numPendingTests: number };

const say = (text: string) => process.stdout.write(`${text}\n`);

/** Runs one tool of the project; answers whether it was content. */
function tool(name: string, args: readonly string[]): boolean {
  say(`\n▸ ${[name, ...args].join(' ')}`);
  const { status } = spawnSync(name, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  return status === 0;
}

const wanted = process.argv.slice(2);
const report = join(tmpdir(), `kefu-tests-${process.pid}.json`);
const checks =
  wanted.length > 0
    ? []
    : [tool('biome', ['check', '--error-on-warnings', '.']), tool('tsc', ['-p', '.']), tool('knip', [])];
const ran = tool('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...wanted]);
const counts = JSON.parse(readFileSync(report, 'utf8')) as Counts;

const passed = counts.numPassedTests + checks.filter(Boolean).length;
const failed = Math.max(counts.numFailedTests, ran ? 0 : 1) + checks.filter((content) => !content).length;
say(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
