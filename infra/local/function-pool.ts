import { randomUUID } from 'node:crypto';
import { type Instance, type InstanceOptions, startInstance } from './function-instance.ts';
import type { Outcome } from './functions.ts';

/** The instances of one function: started on demand up to a limit, the last one used is used again first. */
export type Pool = { invoke(event: unknown): Promise<Outcome>; stop(): Promise<void> };

const IDLE_FOR = 10 * 60_000;
const EVENT_LIMIT = 6 * 1024 * 1024; // bytes: Lambda's synchronous invocation payload

type Options = InstanceOptions & {
  concurrency: number;
  /** Milliseconds of real time after which an instance that nobody asked ends. */
  idleFor?: number;
};

export function pool(options: Options): Pool {
  const { idleFor = IDLE_FOR } = options;
  const idle: { instance: Instance; since: number }[] = [];
  const all = new Set<Instance>();
  const queue: (() => void)[] = [];
  let busy = 0;

  const reaper = setInterval(() => {
    while (idle[0] && performance.now() - idle[0].since > idleFor) retire(idle.shift()?.instance);
  }, idleFor / 10);
  reaper.unref();

  function retire(instance: Instance | undefined) {
    if (!instance) return;
    all.delete(instance);
    void instance.end();
  }

  function take(): Instance {
    for (let free = idle.pop(); free; free = idle.pop()) {
      if (free.instance.alive()) return free.instance;
      all.delete(free.instance);
    }
    const instance = startInstance(options);
    all.add(instance);
    return instance;
  }

  async function run(event: string): Promise<Outcome> {
    const instance = take();
    const outcome = await instance.answer(randomUUID(), event);
    if (instance.alive()) idle.push({ instance, since: performance.now() });
    else all.delete(instance);
    return outcome;
  }

  return {
    async invoke(event) {
      const text = JSON.stringify(event) ?? 'null';
      if (Buffer.byteLength(text) > EVENT_LIMIT) return { fault: TOO_LARGE };
      if (busy >= options.concurrency) await new Promise<void>((resolve) => queue.push(resolve));
      else busy += 1;
      try {
        return await run(text);
      } finally {
        const next = queue.shift();
        if (next) next();
        else busy -= 1;
      }
    },
    async stop() {
      clearInterval(reaper);
      await Promise.all([...all].map((instance) => instance.end()));
    },
  };
}

const TOO_LARGE = {
  errorType: 'RequestTooLargeException',
  errorMessage: `Request must be smaller than ${EVENT_LIMIT} bytes for the InvokeFunction operation`,
};
