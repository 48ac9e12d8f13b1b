import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { Runtime } from '../../infra/local/runtime.ts';

/** A call a function made, and when it was heard and answered by this process's own clock (`performance.now()`). */
export type WatchedCall = {
  readonly caller: string;
  readonly operation: string;
  readonly begun: number;
  readonly done: number;
};

const STARTED = 'http.server.request.start';
const FINISHED = 'http.server.response.finish';

/** Tells of every call that a house's gateway answered, from outside of it; answers how to stop. */
export function watchGateway(runtime: Runtime, told: (call: WatchedCall) => void): () => void {
  const port = Number(new URL(runtime.gatewayUrl).port);
  const begun = new WeakMap<IncomingMessage, number>();
  const starts = (message: unknown) => {
    begun.set((message as { request: IncomingMessage }).request, performance.now());
  };
  const ends = (message: unknown) => {
    const { request } = message as { request: IncomingMessage };
    if (request.socket.localPort !== port) return;
    const caller = /Credential=([^/]+)/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const target = String(
      request.headers['x-amz-target'] ?? `.${request.method} ${new URL(`a:${request.url}`).searchParams.get('x-id')}`,
    );
    const operation = target.slice(target.indexOf('.') + 1);
    told({ caller, operation, begun: begun.get(request) ?? performance.now(), done: performance.now() });
  };
  subscribe(STARTED, starts);
  subscribe(FINISHED, ends);
  return () => {
    unsubscribe(STARTED, starts);
    unsubscribe(FINISHED, ends);
  };
}
