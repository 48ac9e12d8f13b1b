import type { Machine } from './states-language.ts';

/** What the worker thread of the state machines is given. */
export type WorkerStart = { machines: Record<string, Machine>; offset: SharedArrayBuffer };

/** What it is told, several at once, each batch answered once. Payloads travel as JSON text. */
export type ToWorker =
  | { does: 'start'; run: number; machine: string; input: string; context: Record<string, unknown> }
  | { does: 'stop'; run: number }
  | { does: 'tick'; due: number }
  | { does: 'answer'; task: number; output: string }
  | { does: 'fail'; task: number; error: string; cause: string };

export type Task = { task: number; run: number; functionArn: string; payload: string };
export type Step = { run: number; state: string; transitions: number; wakesAt?: number };
export type Ending = {
  run: number;
  status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  output?: string;
  error?: string;
  cause?: string;
};

/** What it says when it has nothing more to do: how many batches it dealt with, its next timer and what came of it. */
export type Report = { batches: number; next?: number; tasks: Task[]; steps: Step[]; endings: Ending[] };
export type FromWorker = { ready: true } | { refused: string } | Report;
