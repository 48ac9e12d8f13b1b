import { existsSync, globSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';

const ROOT = resolve(import.meta.dirname, '..');
const FUNCTIONS = resolve(ROOT, 'functions');
const BUNDLES = resolve(ROOT, 'dist');
/** A folder of this process alone: several houses may be synthesized at the same time. */
const DIST = resolve(BUNDLES, `${process.pid}`);

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

/** How every bundle is made. */
export const BUNDLED = {
  bundle: true,
  minify: true,
  keepNames: true,
  charset: 'utf8',
  sourcemap: true,
  sourcesContent: false,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  banner: { js: BANNER },
  alias: {
    postcss: resolve(import.meta.dirname, 'stand-ins/no-styles.ts'),
    http: resolve(import.meta.dirname, 'stand-ins/lean-http.cjs'),
    'node:http': resolve(import.meta.dirname, 'stand-ins/lean-http.cjs'),
    '@aws-sdk/credential-provider-node': resolve(import.meta.dirname, 'stand-ins/lambda-credentials.ts'),
  },
} as const satisfies BuildOptions;

/** Bundles all entry points in one run: what is tested is what is deployed. */
export async function bundle(): Promise<Metafile> {
  removeOldBundles();
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: entryPoints().map((entry) => ({
      in: resolve(FUNCTIONS, entry),
      out: `${relative(DIST, bundleFolder(entry))}/index`,
    })),
    outdir: DIST,
    outExtension: { '.js': '.mjs' },
    ...BUNDLED,
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}

/** Removes what this process bundled before, and what processes left that have ended. */
function removeOldBundles(): void {
  if (!existsSync(BUNDLES)) return;
  for (const name of readdirSync(BUNDLES)) {
    if (name === `${process.pid}` || !isRunning(Number(name))) {
      rmSync(resolve(BUNDLES, name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
