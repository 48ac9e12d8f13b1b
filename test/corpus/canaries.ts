import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../infra/app.ts';
import { KINDS } from './canary/canary.ts';
import { type Run, run } from './canary/run.ts';
import type { Finding, Scanned } from './canary/scan.ts';
import { within } from './figures.ts';

const READERS = ['agent', 'director', 'quality', 'privacyOfficer', 'customerApp'];
const MB = 1024 * 1024;

/** Plants canaries, scans every byte the house wrote or told, erases people and scans again: a line for each figure. */
export async function canaries({ count = 2_000, many = 4 } = {}): Promise<string[]> {
  const assembly = await synthesize({ outdir: mkdtempSync(join(tmpdir(), 'kefu-assembly-')) });
  try {
    return report(await run({ assembly, canaries: count, many, readers: READERS, trouble: true }));
  } finally {
    rmSync(assembly, { recursive: true, force: true });
  }
}

function report({ canaries: all, before, after, erased, exported, keys }: Run): string[] {
  const planted = [...new Set(all.map(({ channel }) => channel))].map((channel) => {
    const theirs = all.filter((canary) => canary.channel === channel);
    const kinds = KINDS.map((kind) => `${kind} ${theirs.filter((canary) => canary.kind === kind).length}`);
    return `planted, ${channel}: ${theirs.length} (${kinds.join(', ')})`;
  });
  return [
    ...planted,
    `planted: ${all.length}`,
    ...before.flatMap(told),
    `canaries where they may not be: ${bound(before)}`,
    `sealed fields: ${keys.sealed}; texts opened with the keys of everybody: ${keys.opened}`,
    `kept of people who have a record: ${exported.kept}; missing in their own copy: ${exported.missing.length} (0) ${within(exported.missing.length === 0)}`,
    ...counted(exported.missing),
    `erased: ${erased} records; keys of theirs in freed pages: ${keys.inFreedPages} (0) ${within(keys.inFreedPages === 0)}`,
    ...after.flatMap((one) => told(one).map((line) => `after erasing, ${line}`)),
    `canaries of the erased that can be read: ${bound(after)}`,
  ];
}

const elsewhere = ({ findings }: Scanned): Finding[] => findings.filter(({ permitted }) => !permitted);

function bound(scanned: readonly Scanned[]): string {
  const count = new Set(scanned.flatMap(elsewhere).map(({ canary }) => canary)).size;
  return `${count} (0) ${within(count === 0)}`;
}

function told(scanned: Scanned): string[] {
  const { what, places, bytes, findings } = scanned;
  const wrong = elsewhere(scanned);
  const size = `${(bytes / MB).toFixed(1)} MB`;
  return [
    `${what}: ${places}, ${size}; permitted ${findings.length - wrong.length}, elsewhere ${wrong.length}`,
    ...counted(wrong),
  ];
}

function counted(findings: readonly Finding[]): string[] {
  const counts = new Map<string, number>();
  for (const { place, kind } of findings) counts.set(`${place}: ${kind}`, (counts.get(`${place}: ${kind}`) ?? 0) + 1);
  return [...counts].map(([where, times]) => `  ${times} x ${where}`);
}

if (import.meta.main) {
  const [count, many] = process.argv.slice(2).map(Number);
  const lines = await canaries({ ...(count && { count }), ...(many && { many }) });
  process.stdout.write(`${lines.join('\n')}\n`);
}
