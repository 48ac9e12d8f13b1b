import { Worker } from 'node:worker_threads';
import type { Fault, Outcome } from './functions.ts';

export type InstanceSettings = {
  folder: string;
  handler: string;
  offset: SharedArrayBuffer;
  context: Record<string, unknown>;
};
export type ToInstance = { id: string; event: string; timeout: number };
export type FromInstance =
  | { ready: true }
  | { broken: Fault }
  | { printed: string }
  | { id: string; payload: string }
  | { id: string; fault: Fault };

/** One running copy of a function: a worker thread with its own modules, environment and heap. */
export type Instance = {
  /** Answers one event; never rejects. Must not be called again before it has answered. */
  answer(id: string, event: string): Promise<Outcome>;
  /** False once the instance has crashed, timed out or ended. */
  alive(): boolean;
  end(): Promise<void>;
};

export type InstanceOptions = {
  settings: InstanceSettings;
  environment: Record<string, string>;
  /** Milliseconds of real time one event may take. */
  timeout: number;
  memory: number;
  printed: (text: string) => void;
};

const WORKER = new URL('./function-worker.ts', import.meta.url);
// Lambda gives ten seconds; a laptop that builds at the same time needs more.
const INIT_TIMEOUT = 30_000;
const ANSWER_LIMIT = 6 * 1024 * 1024; // bytes: Lambda's synchronous response payload

export function startInstance({ settings, environment, timeout, memory, printed }: InstanceOptions): Instance {
  const worker = new Worker(WORKER, {
    env: environment,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    workerData: settings,
    resourceLimits: { maxOldGenerationSizeMb: memory },
  });
  let waiting: { id: string; tell: (outcome: Outcome) => void } | undefined;
  let lost: Fault | undefined;
  let ready: () => void;
  const started = new Promise<void>((resolve) => {
    ready = resolve;
  });

  const lose = (fault: Fault) => {
    lost ??= fault;
    ready();
    waiting?.tell({ fault: lost });
    waiting = undefined;
    void worker.terminate();
  };
  const finish = (id: string, outcome: Outcome) => {
    if (waiting?.id !== id) return;
    const { tell } = waiting;
    waiting = undefined;
    tell(outcome);
  };
  worker.on('message', (message: FromInstance) => {
    if ('ready' in message) ready();
    else if ('printed' in message) printed(message.printed);
    else if ('broken' in message) lose(message.broken);
    else if ('fault' in message) finish(message.id, { fault: message.fault });
    else finish(message.id, received(message.payload));
  });
  worker.on('error', (error) => lose(crash(error)));
  worker.on('exit', (code) => lose(exited(code)));

  return {
    alive: () => lost === undefined,
    end: async () => void (await worker.terminate()),
    async answer(id, event) {
      const late = setTimeout(() => lose(timedOut(id, INIT_TIMEOUT)), INIT_TIMEOUT);
      await started;
      clearTimeout(late);
      if (lost) return { fault: lost };
      const limit = setTimeout(() => lose(timedOut(id, timeout)), timeout);
      const outcome = await new Promise<Outcome>((tell) => {
        waiting = { id, tell };
        worker.postMessage({ id, event, timeout } satisfies ToInstance);
      });
      clearTimeout(limit);
      return outcome;
    },
  };
}

function received(payload: string): Outcome {
  const size = Buffer.byteLength(payload);
  if (size <= ANSWER_LIMIT) return { payload: JSON.parse(payload) };
  const errorMessage = `Response payload size (${size} bytes) exceeded maximum allowed payload size (${ANSWER_LIMIT} bytes).`;
  return { fault: { errorType: 'Function.ResponseSizeTooLarge', errorMessage } };
}

const timedOut = (id: string, timeout: number): Fault => ({
  errorType: 'Sandbox.Timedout',
  errorMessage: `RequestId: ${id} Error: Task timed out after ${(timeout / 1000).toFixed(2)} seconds`,
});

const exited = (code: number): Fault => ({
  errorType: 'Runtime.ExitError',
  errorMessage: `Error: Runtime exited with error: exit status ${code}`,
});

function crash(error: unknown): Fault {
  if (!(error instanceof Error)) return { errorType: 'Runtime.ExitError', errorMessage: String(error) };
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return { errorType: 'Runtime.OutOfMemory', errorMessage: 'Error: Runtime exited with error: signal: killed' };
  }
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] };
}
