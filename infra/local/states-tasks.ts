import { final, PAYLOAD_LIMIT, tooLarge } from './states-endings.ts';
import type { Step, Task } from './states-messages.ts';

type Asking = { id: number; step: Step; over: boolean };
type Waiting = { state: string; resolve(output: unknown): void; reject(error: Error): void };

/** Where the tasks of all executions wait for their functions, which the main thread calls. */
export function taskDesk(asked: () => void) {
  const waiting = new Map<number, Waiting>();
  let tasks: Task[] = [];
  let last = 0;

  function take(task: number): Waiting | undefined {
    const found = waiting.get(task);
    waiting.delete(task);
    return found;
  }

  return {
    /** What was asked since the last time. */
    taken(): Task[] {
      const taken = tasks;
      tasks = [];
      return taken;
    },
    ask({ id, step, over }: Asking, functionArn: string, input: unknown): Promise<unknown> {
      const payload = JSON.stringify(input) ?? '{}';
      if (over) return Promise.reject(final('States.Runtime', 'The execution has ended'));
      if (Buffer.byteLength(payload) > PAYLOAD_LIMIT) return Promise.reject(tooLarge(step.state));
      return new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { state: step.state, resolve, reject });
        tasks.push({ task: last, run: id, functionArn, payload });
        asked();
      });
    },
    answer(task: number, output: string) {
      const found = take(task);
      if (Buffer.byteLength(output) > PAYLOAD_LIMIT) found?.reject(tooLarge(found.state));
      else found?.resolve(JSON.parse(output));
    },
    fail(task: number, error: string, cause: string) {
      take(task)?.reject(Object.assign(new Error(cause), { name: error }));
    },
  };
}

/** What the optimised form asks in its Parameters. */
export function invokeRequest(input: unknown): [functionArn: string, payload: unknown] {
  const { FunctionName, Payload = {} } = Object(input);
  return [String(FunctionName), Payload];
}

export function invokeResult(Payload: unknown) {
  return {
    ExecutedVersion: '$LATEST',
    Payload,
    SdkHttpMetadata: { HttpStatusCode: 200 },
    SdkResponseMetadata: {},
    StatusCode: 200,
  };
}
