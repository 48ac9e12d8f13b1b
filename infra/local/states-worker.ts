import { AsyncLocalStorage } from 'node:async_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import type { StateMachine as Engine, RunOptions } from 'aws-local-stepfunctions';
import { failed, HISTORY_LIMIT, historyFull, type Outcome, succeeded } from './states-endings.ts';
import type { Ending, FromWorker, Report, Step, ToWorker, WorkerStart } from './states-messages.ts';
import { invokeRequest, invokeResult, taskDesk } from './states-tasks.ts';
import { installTimers } from './thread-timers.ts';
import { installDate, oncePerTurn } from './virtual-date.ts';

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

// What AWS writes into the history per state visited: entered and exited, and for a Task scheduled, started, ended.
const EVENTS_OF_STATE = 2;
const EVENTS_OF_TASK = 5;

const { machines, offset }: WorkerStart = workerData;
const endOfTurn = setImmediate;
const current = new AsyncLocalStorage<Run>();
const runs = new Map<number, Run>();
const desk = taskDesk(reportSoon);
const engines = new Map<string, Engine>();
const stepped = new Set<Run>();
const timers = installTimers(reportSoon, rememberTimer);
installDate(offset, oncePerTurn(Date.now));

let reporting = false;
let batches = 0;
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
      tasks: desk.taken(),
      endings,
      steps: [...stepped].map(stepOf),
      ...(next !== undefined && { next }),
    };
    reporting = false;
    batches = 0;
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
      ? (input: unknown) => desk.ask(run, functionArn, input)
      : async (input: unknown) => invokeResult(await desk.ask(run, ...invokeRequest(input)));
    return [state, handler];
  });
  return Object.fromEntries(asked);
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
      return desk.answer(message.task, message.output);
    case 'fail':
      return desk.fail(message.task, message.error, message.cause);
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
