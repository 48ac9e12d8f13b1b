import { AsyncLocalStorage } from 'node:async_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import type { StateMachine as Engine, RunOptions } from 'aws-local-stepfunctions';
import {
  failed,
  final,
  HISTORY_LIMIT,
  historyFull,
  type Outcome,
  PAYLOAD_LIMIT,
  succeeded,
  tooLarge,
} from './states-endings.ts';
import type { Ending, FromWorker, Report, Step, Task, ToWorker, WorkerStart } from './states-messages.ts';
import { installTimers } from './thread-timers.ts';
import { installDate } from './virtual-date.ts';

type Run = {
  id: number;
  step: Step;
  type: string;
  events: number;
  tooLong: boolean;
  over: boolean;
  abort?: () => void;
  latestTimer?: number;
};
type Answer = { state: string; resolve(output: unknown): void; reject(error: Error): void };

// What AWS writes into the history per state visited: entered and exited, and for a Task scheduled, started, ended.
const EVENTS_OF_STATE = 2;
const EVENTS_OF_TASK = 5;

const { machines, offset }: WorkerStart = workerData;
const endOfTurn = setImmediate;
const current = new AsyncLocalStorage<Run>();
const runs = new Map<number, Run>();
const answers = new Map<number, Answer>();
const engines = new Map<string, Engine>();
const stepped = new Set<Run>();
const timers = installTimers(reportSoon, rememberTimer);
installDate(offset);

let lastTask = 0;
let reporting = false;
let batches = 0;
let tasks: Task[] = [];
let endings: Ending[] = [];

function tell(message: FromWorker) {
  parentPort?.postMessage(message);
}

function rememberTimer(due: number) {
  const run = current.getStore();
  if (run) run.latestTimer = due;
}

// By the end of the turn every promise has run on: what is left waits for a timer or for the main thread.
function reportSoon() {
  if (reporting) return;
  reporting = true;
  endOfTurn(() => {
    const next = timers.next();
    const report: Report = {
      batches,
      tasks,
      endings,
      steps: [...stepped].map(stepOf),
      ...(next !== undefined && { next }),
    };
    reporting = false;
    batches = 0;
    tasks = [];
    endings = [];
    stepped.clear();
    tell(report);
  });
}

function stepOf({ step, type, latestTimer }: Run): Step {
  return type === 'Wait' && latestTimer !== undefined ? { ...step, wakesAt: latestTimer } : { ...step };
}

function start(id: number, machine: string, input: string, context: Record<string, unknown>) {
  const engine = engines.get(machine);
  if (!engine) return;
  const run: Run = {
    id,
    type: '',
    events: 0,
    tooLong: false,
    over: false,
    step: { run: id, state: '', transitions: 0 },
  };
  runs.set(id, run);
  current.run(run, () => {
    const options: RunOptions = { context, overrides: { taskResourceLocalHandlers: handlers(run, machine) } };
    const { abort, eventLogs, result } = engine.run(JSON.parse(input), options);
    run.abort = abort;
    void watch(run, eventLogs);
    result.then(
      (output) => end(run, succeeded(output)),
      (error: unknown) => end(run, run.tooLong ? historyFull() : failed(error)),
    );
  });
}

async function watch(run: Run, events: ReturnType<Engine['run']>['eventLogs']) {
  for await (const event of events) {
    if (event.type !== 'StateEntered' && event.type !== 'StateRetried') continue;
    run.step.state = event.state.name;
    run.step.transitions += 1;
    run.type = event.state.type;
    run.events += event.state.type === 'Task' ? EVENTS_OF_TASK : EVENTS_OF_STATE;
    stepped.add(run);
    if (run.events <= HISTORY_LIMIT) continue;
    run.tooLong = true;
    stop(run);
  }
}

// A stopped execution may still wake from the pause before a retry: it must ask nobody any more.
function stop(run: Run | undefined) {
  if (!run) return;
  run.over = true;
  run.abort?.();
}

function end(run: Run, ending: Outcome) {
  run.over = true;
  runs.delete(run.id);
  endings.push({ run: run.id, ...ending });
  reportSoon();
}

function handlers(run: Run, machine: string) {
  const asked = Object.entries(machines[machine]?.tasks ?? {}).map(([state, { functionArn }]) => {
    const handler = functionArn
      ? (input: unknown) => ask(run, functionArn, input)
      : async (input: unknown) => invokeResult(await ask(run, ...invokeRequest(input)));
    return [state, handler];
  });
  return Object.fromEntries(asked);
}

function ask(run: Run, functionArn: string, input: unknown): Promise<unknown> {
  const payload = JSON.stringify(input) ?? '{}';
  if (run.over) return Promise.reject(final('States.Runtime', 'The execution has ended'));
  if (Buffer.byteLength(payload) > PAYLOAD_LIMIT) return Promise.reject(tooLarge(run.step.state));
  return new Promise((resolve, reject) => {
    lastTask += 1;
    answers.set(lastTask, { state: run.step.state, resolve, reject });
    tasks.push({ task: lastTask, run: run.id, functionArn, payload });
    reportSoon();
  });
}

function invokeRequest(input: unknown): [functionArn: string, payload: unknown] {
  const { FunctionName, Payload = {} } = Object(input);
  return [String(FunctionName), Payload];
}

function invokeResult(Payload: unknown) {
  return {
    ExecutedVersion: '$LATEST',
    Payload,
    SdkHttpMetadata: { HttpStatusCode: 200 },
    SdkResponseMetadata: {},
    StatusCode: 200,
  };
}

function settle(task: number, act: (answer: Answer) => void) {
  const answer = answers.get(task);
  answers.delete(task);
  if (answer) act(answer);
}

function receive(message: ToWorker) {
  switch (message.does) {
    case 'start':
      return start(message.run, message.machine, message.input, message.context);
    case 'stop':
      return stop(runs.get(message.run));
    case 'tick':
      return timers.fire(message.due);
    case 'answer':
      return settle(message.task, ({ state, resolve, reject }) =>
        Buffer.byteLength(message.output) > PAYLOAD_LIMIT
          ? reject(tooLarge(state))
          : resolve(JSON.parse(message.output)),
      );
    case 'fail':
      return settle(message.task, ({ reject }) =>
        reject(Object.assign(new Error(message.cause), { name: message.error })),
      );
  }
}

async function open() {
  const { StateMachine } = await import('aws-local-stepfunctions');
  for (const [name, { definition }] of Object.entries(machines)) {
    engines.set(name, new StateMachine(JSON.parse(JSON.stringify(definition))));
  }
  parentPort?.on('message', (messages: ToWorker[]) => {
    batches += 1;
    for (const message of messages) receive(message);
    reportSoon();
  });
  tell({ ready: true });
}

open().catch((error: unknown) => tell({ refused: error instanceof Error ? error.message : String(error) }));
