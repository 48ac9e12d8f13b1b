import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AttributeType, BillingMode, type ITable, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Code, type FunctionOptions, Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import { buildSync } from 'esbuild';

const created: string[] = [];

/** A folder that disappears with the test run. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-local-'));
  created.push(folder);
  return folder;
}

process.on('exit', () => {
  for (const folder of created) rmSync(folder, { recursive: true, force: true });
});

/** Synthesizes what `build` puts into one stack; returns the assembly's folder. */
export function anAssembly(build: (stack: Stack) => void): string {
  const outdir = aFolder();
  const app = new App({ outdir, analyticsReporting: false });
  build(new Stack(app, 'Small'));
  app.synth();
  return outdir;
}

/** A function whose deployed bundle is this text; it may import the AWS clients. */
export function aFunction(stack: Stack, id: string, source: string, options: FunctionOptions = {}): Lambda {
  const folder = join(aFolder(), 'bundle');
  mkdirSync(folder);
  const outfile = join(folder, 'index.mjs');
  if (source.includes('@aws-sdk/')) bundle(source, outfile);
  else writeFileSync(outfile, source);
  return new Lambda(stack, id, {
    functionName: id,
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromAsset(folder),
    timeout: Duration.seconds(20),
    ...options,
  });
}

function bundle(contents: string, outfile: string) {
  buildSync({
    stdin: { contents, resolveDir: import.meta.dirname },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
}

export const aTable = (stack: Stack, id = 'Records'): ITable =>
  new Table(stack, id, {
    tableName: id,
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    stream: StreamViewType.NEW_AND_OLD_IMAGES,
  }) as ITable;
