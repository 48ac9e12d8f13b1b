import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';

/** One run of `infra/app.ts`, as `cdk synth` runs it, with the AWS Solutions rules on. */
type Synthesis = { readonly folder: string; readonly status: number | null; readonly said: string };
type Syntheses = { readonly aws: Synthesis; readonly china: Synthesis };

declare module 'vitest' {
  interface ProvidedContext {
    syntheses: Syntheses;
  }
}

const APP = resolve(import.meta.dirname, '../../infra/app.ts');

function synthesize(folder: string, context: Readonly<Record<string, string>>): Synthesis {
  const env = { ...process.env, CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify(context) };
  const { status, stdout, stderr } = spawnSync(process.execPath, [APP], { env, encoding: 'utf8' });
  return { folder, status, said: `${stdout}${stderr}` };
}

/** Synthesizes once for all tests of the template: importing the CDK costs seconds. */
export function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-infra-'));
  provide('syntheses', {
    aws: synthesize(join(folder, 'aws'), {}),
    china: synthesize(join(folder, 'china'), { partition: 'aws-cn' }),
  });
  return () => rmSync(folder, { recursive: true, force: true });
}
