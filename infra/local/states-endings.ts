import type { Ending } from './states-messages.ts';

export type Outcome = Omit<Ending, 'run'>;

// Step Functions quotas: 25,000 events in an execution's history, 256 KiB a payload.
export const HISTORY_LIMIT = 25_000;
export const PAYLOAD_LIMIT = 262_144;

export function succeeded(output: unknown): Outcome {
  return { status: 'SUCCEEDED', output: JSON.stringify(output) ?? 'null' };
}

/** What the engine threw, in AWS's words. */
export function failed(error: unknown): Outcome {
  const { name, cause } = error instanceof Error ? error : { name: String(error), cause: undefined };
  if (name === 'ExecutionAbortedError') return { status: 'ABORTED' };
  if (name === 'ExecutionTimeoutError') return { status: 'TIMED_OUT', error: 'States.Timeout' };
  const reason = cause instanceof Error ? cause : new Error(String(error));
  return { status: 'FAILED', error: reason.name, cause: reason.message };
}

export function historyFull(): Outcome {
  const cause = `The execution reached the maximum number of history events (${HISTORY_LIMIT}).`;
  return { status: 'FAILED', error: 'States.Runtime', cause };
}

/** Neither Retry nor Catch may take this up. */
export function final(name: string, message: string): Error {
  return Object.assign(new Error(message), { name, isRetryable: false, isCatchable: false });
}

export function tooLarge(state: string): Error {
  const sentence = `The state/task '${state}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  return final('States.DataLimitExceeded', sentence);
}
