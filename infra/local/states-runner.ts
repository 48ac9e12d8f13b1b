import { Worker } from 'node:worker_threads';
import type { Outcome } from './functions.ts';
import type { House } from './house.ts';
import type { Machine } from './states-language.ts';
import type { Ending, FromWorker, Report, Step, Task, ToWorker, WorkerStart } from './states-messages.ts';

export type StatesRunner = {
  /** Rejects when the engine refuses a definition. */
  ready: Promise<void>;
  tell(message: ToWorker): void;
  setEnabled(on: boolean): void;
  stop(): Promise<void>;
};

type Hears = {
  step(step: Step): void;
  ending(ending: Ending): void;
  invoke(task: Task): Promise<Outcome>;
};

/** The worker thread that runs the machines, its timers on the house's clock, its doings counted as work. */
export function statesRunner(house: House, machines: Record<string, Machine>, hears: Hears): StatesRunner {
  const workerData: WorkerStart = { machines, offset: house.clock.offset };
  const worker = new Worker(new URL('./states-worker.ts', import.meta.url), { workerData, env: {} });
  const batches = batchesTo(house, worker);
  const alarm = alarmFor(house, (due) => batches.tell({ does: 'tick', due }));

  async function carryOut(task: Task) {
    const done = house.work.begin();
    const outcome = await hears.invoke(task).catch(crashed);
    batches.tell(answerOf(task.task, outcome));
    done();
  }

  function hear(report: Report) {
    for (const step of report.steps) hears.step(step);
    for (const ending of report.endings) hears.ending(ending);
    for (const task of report.tasks) void carryOut(task);
    alarm.set(report.next);
    batches.done(report.batches);
  }

  const ready = new Promise<void>((resolve, reject) => {
    worker.on('message', (message: FromWorker) => {
      if ('ready' in message) resolve();
      else if ('refused' in message) lost(new Error(message.refused));
      else hear(message);
    });
    const lost = (error: Error) => {
      house.log(`The state machines do not run: ${error.stack}`);
      batches.done(Number.POSITIVE_INFINITY);
      reject(error);
    };
    worker.on('error', lost);
  });
  ready.catch(() => {});

  return {
    ready,
    tell: batches.tell,
    setEnabled: batches.setEnabled,
    async stop() {
      alarm.set(undefined);
      await worker.terminate();
      batches.done(Number.POSITIVE_INFINITY);
    },
  };
}

/** One message a turn, each counted as work until the worker has dealt with it. While disabled only answers go out. */
function batchesTo({ work }: House, worker: Worker) {
  const underWay: (() => void)[] = [];
  let outgoing: ToWorker[] = [];
  let held: ToWorker[] = [];
  let enabled = true;

  function tell(message: ToWorker) {
    if (!enabled && (message.does === 'start' || message.does === 'stop' || message.does === 'tick')) {
      held.push(message);
      return;
    }
    outgoing.push(message);
    if (outgoing.length > 1) return;
    underWay.push(work.begin());
    setImmediate(() => {
      worker.postMessage(outgoing);
      outgoing = [];
    });
  }

  return {
    tell,
    done(count: number) {
      for (const done of underWay.splice(0, count)) done();
    },
    setEnabled(on: boolean) {
      enabled = on;
      if (!on) return;
      const messages = held;
      held = [];
      for (const message of messages) tell(message);
    },
  };
}

function alarmFor({ clock }: House, ring: (due: number) => void) {
  let set: { due: number; cancel: () => void } | undefined;
  return {
    set(due: number | undefined) {
      if (set?.due === due) return;
      set?.cancel();
      set = undefined;
      if (due === undefined) return;
      const cancel = clock.at(due, () => {
        set = undefined;
        ring(due);
      });
      set = { due, cancel };
    },
  };
}

function answerOf(task: number, outcome: Outcome): ToWorker {
  if ('payload' in outcome) return { does: 'answer', task, output: JSON.stringify(outcome.payload) ?? 'null' };
  return { does: 'fail', task, error: outcome.fault.errorType, cause: JSON.stringify(outcome.fault) };
}

function crashed(error: unknown): Outcome {
  return { fault: { errorType: 'Lambda.Unknown', errorMessage: String(error) } };
}
