import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { synthesize } from '../app.ts';
import { commandLine, runCommand } from '../command-line.ts';
import { firstFreePort } from './free-port.ts';
import { lockFolder } from './lock.ts';
import { startRuntime } from './runtime.ts';
import { welcome } from './welcome.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const DEFAULT_PORT = 3000;
const DEFAULT_SMTP_PORT = 2525;

const HELP = `npm start -- [options]
  --port N      the port of the API and of the local page (default ${DEFAULT_PORT}; the next free one when it is taken)
  --smtp N      the port that takes mails (default ${DEFAULT_SMTP_PORT}; the next free one when it is taken)
  --data DIR    where everything is kept (default .kefu)
  --fresh       forget what is kept there first
  --parameters NAME=VALUE  a value the deployment would be given (may be given again)`;

const { values } = commandLine(HELP, {
  options: {
    port: { type: 'string', default: String(DEFAULT_PORT) },
    smtp: { type: 'string', default: String(DEFAULT_SMTP_PORT) },
    data: { type: 'string', default: resolve(ROOT, '.kefu') },
    fresh: { type: 'boolean', default: false },
    parameters: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', default: false },
  },
});

/** Synthesizes the house and runs it on this machine until it is told to stop. */
async function start(): Promise<void> {
  const wanted = { port: portOf('port'), smtp: portOf('smtp'), parameters: parametersOf(values.parameters) };
  const folder = resolve(values.data);
  lockFolder(folder)(); // refused before anything there is touched, when another house runs on it
  if (values.fresh) rmSync(folder, { recursive: true, force: true });
  const assembly = await synthesize({ outdir: resolve(folder, 'assembly') });
  const port = await freeFrom(wanted.port);
  const smtpPort = await freeFrom(wanted.smtp);
  const runtime = await startRuntime({ assembly, folder, port, smtpPort, parameters: wanted.parameters });
  const stop = () => void runtime.stop().then(() => process.exit(0));
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  console.log(await welcome(runtime, folder));
}

function portOf(option: 'port' | 'smtp'): number {
  const port = Number(values[option]);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`--${option} must be a number from 0 to 65535, not ${values[option]}`);
}

/** As `cdk deploy --parameters` takes them. */
function parametersOf(given: readonly string[]): Record<string, string> {
  const pairs = given.map((one) => [one, one.indexOf('=')] as const);
  const bad = pairs.find(([, split]) => split < 1);
  if (bad) throw new Error(`--parameters takes NAME=VALUE, not ${bad[0]}`);
  return Object.fromEntries(pairs.map(([one, split]) => [one.slice(0, split), one.slice(split + 1)]));
}

async function freeFrom(port: number): Promise<number> {
  const free = await firstFreePort(port);
  if (free !== port && port !== 0) console.log(`Port ${port} is taken; using ${free} instead.`);
  return free;
}

if (values.help) console.log(HELP);
else await runCommand(start);
