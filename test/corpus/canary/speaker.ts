import { randomUUID } from 'node:crypto';
import type { Runtime } from '../../../infra/local/runtime.ts';
import { SAMPLES, sampleToken } from '../../../infra/local/welcome.ts';

export type Asked = {
  readonly as: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Everything that came back: the body and the headers. */
  readonly said: string;
};
type Answer = { readonly status: number; readonly body: Record<string, unknown> };
type Act = {
  readonly as: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
};

/** Speaks to the API as anybody, always under an `Idempotency-Key`, and remembers everything that was answered. */
export type Speaker = {
  readonly answers: Asked[];
  ask(as: string, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** How many acts were sent so far. */
  acts(): number;
  /** Sends every act from this one on again, as it was, under its key. */
  repeatFrom(first: number): Promise<void>;
};

/** `as` is a role, or `customer <id>`. */
export function speaker(runtime: () => Runtime): Speaker {
  const answers: Asked[] = [];
  const acts: Act[] = [];
  const send = async ({ as, method, path, body, headers }: Act): Promise<Answer> => {
    const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const token = await tokenOf(runtime(), as);
    const answer = await fetch(`${runtime().url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(text !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(text !== undefined && { body: text }),
    });
    const received = await answer.text();
    const said = `${received}\n${JSON.stringify([...answer.headers])}`;
    answers.push({ as, method, path, status: answer.status, said });
    const isJson = /json/.test(answer.headers.get('content-type') ?? '') && received !== '';
    return { status: answer.status, body: isJson ? JSON.parse(received) : { received } };
  };
  return {
    answers,
    ask(as, method, path, body, headers = {}) {
      const key = method === 'GET' ? {} : { 'idempotency-key': randomUUID() };
      const act = { as, method, path, body, headers: { ...key, ...headers } };
      if (method !== 'GET') acts.push(act);
      return send(act);
    },
    acts: () => acts.length,
    async repeatFrom(first) {
      for (const act of acts.slice(first)) await send(act);
    },
  };
}

async function tokenOf(runtime: Runtime, as: string): Promise<string | undefined> {
  const [role = '', sub] = as.split(' ');
  const sample = SAMPLES.find((candidate) => candidate.role === role);
  return sample && sampleToken(runtime, { ...sample, ...(sub && { sub }) });
}
