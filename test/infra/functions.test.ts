import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENV } from '../../functions/platform/env.ts';
import { bundle, bundleFolder, entryPoints } from '../../infra/bundle.ts';
import { byId, codeFolder, ofType, refers, statementsOf, text } from './template.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const KB = 1_000;
const LARGEST_BUNDLE = 900 * KB; // what a cold start may have to read

const { outputs } = await bundle();
const codeOf = (folder: string) => readFileSync(join(folder, 'index.mjs'), 'utf8');
const entries = new Map(entryPoints().map((entry) => [codeOf(bundleFolder(entry)), entry]));
const functions = ofType('AWS::Lambda::Function').map((lambda) => ({
  name: lambda.id,
  lambda,
  folder: codeFolder(lambda),
  entry: entries.get(codeOf(codeFolder(lambda))) ?? 'nothing of ours',
}));

/** How many parameters the handler in each folder has, as plain Node sees it. */
const arities: Record<string, number> = JSON.parse(
  execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { pathToFileURL } from 'node:url';
       const handlers = process.argv.slice(1).map(async (folder) => {
         const { handler } = await import(pathToFileURL(folder + '/index.mjs').href);
         return [folder, handler.length];
       });
       console.log(JSON.stringify(Object.fromEntries(await Promise.all(handlers))));`,
      ...functions.map(({ folder }) => folder),
    ],
    { encoding: 'utf8' },
  ),
);

describe('the functions', () => {
  it('are the entry points, each deployed exactly once', () => {
    expect(functions.map(({ entry }) => entry).sort()).toEqual(entryPoints());
  });
});

describe.each(functions)('the function $name', ({ name, lambda, folder, entry }) => {
  it('runs on Node 24 and arm64', () => {
    expect(lambda.props).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
  });

  it('has a bundle small enough for a quick cold start, with its source map beside it', () => {
    expect(statSync(join(folder, 'index.mjs')).size).toBeLessThanOrEqual(LARGEST_BUNDLE);
    expect(existsSync(join(folder, 'index.mjs.map'))).toBe(true);
    expect(lambda.props.Environment.Variables.NODE_OPTIONS).toBe('--enable-source-maps');
  });

  it('asks for node:http as a whole nowhere, which would load a fetch that nobody uses', () => {
    expect(/\bfrom ?["'](?:node:)?http["']/.test(codeOf(folder))).toBe(false);
  });

  it('looks for credentials in its environment alone, and brings nothing that would look elsewhere', () => {
    const code = codeOf(folder);
    const clients = /@smithy|AWS_REGION/.test(code);

    expect(/sso-oidc|\.aws\/sso/.test(code)).toBe(false);
    expect(code.includes('AWS_SECRET_ACCESS_KEY')).toBe(clients);
  });

  it('has a handler that Node 24 on Lambda accepts: it takes no callback', () => {
    expect(arities[folder]).toBeLessThanOrEqual(2);
  });

  it('has a timeout of its own', () => {
    expect(lambda.props.Timeout).toBeGreaterThanOrEqual(10);
    expect(lambda.props.Timeout).toBeLessThanOrEqual(600);
  });

  it('writes to a log that expires, and may write to no other', () => {
    const [log = ''] = refers(lambda.props.LoggingConfig.LogGroup);
    const writing = statementsOf(lambda).filter(({ actions }) => actions.some((action) => action.startsWith('logs:')));

    expect(byId(log).props.RetentionInDays).toBe(180);
    expect(writing.flatMap(({ resources }) => resources)).toEqual([`<${log}.Arn>`]);
  });

  it('has a role that nobody else has', () => {
    const having = functions.filter((other) => text(other.lambda.props.Role) === text(lambda.props.Role));

    expect(having.map((other) => other.name)).toEqual([name]);
  });

  it('is given every variable it reads, and no other', () => {
    const given = Object.keys(lambda.props.Environment.Variables).filter((variable) => variable !== 'NODE_OPTIONS');

    expect(given.sort()).toEqual(variablesReadBy(entry));
  });
});

const USES_THE_TABLE = /\blive\.table\b|\.\.\.live\b|=> live\b|\{[^}]*\btable\b[^}]*\} = live\b/;

/** A deployment without SES or AWS's SMS gives these instead. */
const BY_OTHERS = [
  'MAIL_SMTP_URL',
  'SMS_APP_ID',
  'SMS_ENDPOINT',
  'SMS_KEY_ID',
  'SMS_KEY_SECRET',
  'SMS_PROVIDER',
  'SMS_REGION',
  'SMS_SIGNATURE',
  'SMS_TEMPLATES',
];

/** The variables that the sources bundled into an entry point ask for; the table is asked for by whoever takes it from `live`. */
function variablesReadBy(entry: string): string[] {
  const out = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === `functions/${entry}`);
  const sources = Object.entries(out?.[1].inputs ?? {}).filter(
    ([path, { bytesInOutput }]) => path.startsWith('functions/') && bytesInOutput > 0,
  );
  const texts = sources.map(([path]) => ({ path, source: readFileSync(join(ROOT, path), 'utf8') }));
  const names = texts.flatMap(({ path, source }) => {
    if (path === 'functions/platform/live.ts' && !texts.some((other) => USES_THE_TABLE.test(other.source))) return [];
    return [...source.matchAll(/\benv(?:IfSet)?\('(\w+)'\)/g)].map(([, key]) => ENV[key as keyof typeof ENV]);
  });
  return [...new Set(names)].filter((name) => !BY_OTHERS.includes(name)).sort();
}

describe('the variables of the house', () => {
  it('are each given to some function', () => {
    const given = new Set(functions.flatMap(({ lambda }) => Object.keys(lambda.props.Environment.Variables)));

    const known: string[] = Object.values(ENV);
    expect(known.filter((variable) => !given.has(variable) && !BY_OTHERS.includes(variable))).toEqual([]);
  });
});

describe('the documents of the API', () => {
  it('are uploaded beside the function that serves them', () => {
    const docs = functions.find(({ entry }) => entry === 'platform/http/docs.lambda.ts');

    expect(existsSync(join(docs?.folder ?? '', 'openapi.json'))).toBe(true);
  });
});
