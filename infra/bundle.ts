import { globSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { build, type Metafile } from 'esbuild';

const ROOT = resolve(import.meta.dirname, '..');
const FUNCTIONS = resolve(ROOT, 'functions');
export const DIST = resolve(ROOT, 'dist');

/** The folder of the bundle made of an entry point, such as `tickets/api.lambda.ts`. */
export function bundleFolder(entry: string): string {
  return resolve(DIST, dirname(entry), basename(entry, '.lambda.ts'));
}

/** Every entry point below `functions`, such as `tickets/api.lambda.ts`. */
export function entryPoints(): string[] {
  return globSync('**/*.lambda.ts', { cwd: FUNCTIONS })
    .map((path) => path.split(sep).join('/'))
    .sort();
}

// Some dependencies are CommonJS and call `require`; an ES module has none of its own.
const BANNER =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/** Bundles all entry points in one run: what is tested is what is deployed. */
export async function bundle(): Promise<Metafile> {
  await rm(DIST, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: entryPoints().map((entry) => ({
      in: resolve(FUNCTIONS, entry),
      out: `${relative(DIST, bundleFolder(entry))}/index`,
    })),
    outdir: DIST,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: BANNER },
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}
