import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { FromInstance, InstanceSettings, ToInstance } from './function-instance.ts';
import { installDate } from './virtual-date.ts';

// One instance of a function: loads the deployed bundle once, then answers one event after the other.
type Handler = (event: unknown, context: object) => unknown;

const settings: InstanceSettings = workerData;
const tell = (message: FromInstance) => parentPort?.postMessage(message);

installDate(settings.offset);
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (chunk: string | Uint8Array) => {
    tell({ printed: String(chunk) });
    return true;
  };
}

const handler = await load().catch((error) => {
  tell({ broken: fault(error) });
  return undefined;
});
if (handler) {
  parentPort?.on('message', (message: ToInstance) => void answer(handler, message));
  tell({ ready: true });
}

async function load(): Promise<Handler> {
  const [file, name] = settings.handler.split('.');
  const path = ['mjs', 'js', 'cjs'].map((ending) => join(settings.folder, `${file}.${ending}`)).find(existsSync);
  if (!path) throw named('Runtime.ImportModuleError', `Error: Cannot find module '${file}'`);
  const loaded = await import(pathToFileURL(path).href);
  const found = loaded[String(name)] ?? loaded.default?.[String(name)];
  if (typeof found !== 'function') {
    throw named('Runtime.HandlerNotFound', `${settings.handler} is undefined or not exported`);
  }
  if (found.length >= 3) {
    throw named('Runtime.CallbackHandlerDeprecated', 'This runtime does not support callback-based function handlers');
  }
  return found;
}

async function answer(handler: Handler, { id, event, timeout }: ToInstance): Promise<void> {
  const ends = performance.now() + timeout;
  try {
    const context = { ...settings.context, awsRequestId: id, getRemainingTimeInMillis: () => ends - performance.now() };
    const payload = await handler(JSON.parse(event), context);
    tell({ id, payload: JSON.stringify(payload) ?? 'null' });
  } catch (error) {
    tell({ id, fault: fault(error) });
  }
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

function fault(error: unknown) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error) };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] };
}
