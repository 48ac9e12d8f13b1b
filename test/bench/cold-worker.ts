import { parentPort, workerData } from 'node:worker_threads';

export type ColdStart = { readonly bundle: string; readonly event: unknown; readonly context: object };
export type FirstAnswer = { readonly ms: number; readonly status: number };

// A fresh thread, as a fresh instance: from the import of the bundle to its first answer.
const { bundle, event, context }: ColdStart = workerData;
const began = performance.now();
const { handler } = await import(bundle);
const { statusCode: status } = await handler(event, context);
parentPort?.postMessage({ ms: performance.now() - began, status } satisfies FirstAnswer);
