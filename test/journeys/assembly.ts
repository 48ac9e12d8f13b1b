import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesize } from '../../infra/app.ts';

declare module 'vitest' {
  interface ProvidedContext {
    assembly: string;
  }
}

/** Synthesizes the house once for all journeys; each opens it for itself. */
export async function setup({ provide }: TestProject): Promise<() => void> {
  const assembly = await synthesize({ outdir: mkdtempSync(join(tmpdir(), 'kefu-journeys-')) });
  provide('assembly', assembly);
  return () => rmSync(assembly, { recursive: true, force: true });
}
