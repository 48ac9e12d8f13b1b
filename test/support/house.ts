import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../infra/app.ts';
import { type Runtime, type RuntimeOptions, startRuntime } from '../../infra/local/runtime.ts';
import { SAMPLES, sampleToken } from '../../infra/local/welcome.ts';

export type Answer<Body = Record<string, unknown>> = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Body;
};

export type Caller = {
  get<Body = Record<string, unknown>>(path: string, headers?: Record<string, string>): Promise<Answer<Body>>;
  post<Body = Record<string, unknown>>(
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
  put<Body = Record<string, unknown>>(
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
  patch<Body = Record<string, unknown>>(
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
};

export type RunningHouse = {
  readonly runtime: Runtime;
  /** Speaks to the API as a sample person of this role, or as anybody with these claims. */
  as(role: string, sub?: string): Promise<Caller>;
  minutes(count: number): Promise<void>;
  stop(): Promise<void>;
};

const HALF_A_YEAR_SECONDS = 180 * 24 * 60 * 60;

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Speaks to the API with this token, and asks again when the gateway's throttle, which counts real seconds, wants it. */
export function callerWith(base: string, token: string): Caller {
  async function send<Body>(
    method: string,
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>> {
    for (;;) {
      const answer = await sendOnce<Body>(method, path, body, headers);
      if (answer.status !== 429 || Object(answer.body).code !== undefined) return answer;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  const sendOnce = <Body>(method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
    new Promise<Answer<Body>>((resolve, reject) => {
      const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
      const sent = request(
        `${base}${path}`,
        {
          method,
          agent,
          headers: {
            ...(token && { authorization: `Bearer ${token}` }),
            ...(text !== undefined && {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(text),
            }),
            ...headers,
          },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () => {
            const received = Buffer.concat(parts).toString();
            const json = /json/.test(answer.headers['content-type'] ?? '') && received !== '';
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              body: json ? JSON.parse(received) : received,
            });
          });
        },
      );
      sent.on('error', reject);
      sent.end(text);
    });
  return {
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body, headers) => send('POST', path, body, headers),
    put: (path, body, headers) => send('PUT', path, body, headers),
    patch: (path, body, headers) => send('PATCH', path, body, headers),
  };
}

/** The whole house from its synthesized template, in memory unless a folder is given. */
export async function openHouse(options: Partial<RuntimeOptions> = {}): Promise<RunningHouse> {
  const assembly = options.assembly ?? (await synthesize({ outdir: mkdtempSync(join(tmpdir(), 'kefu-assembly-')) }));
  const runtime = await startRuntime({ ...options, assembly });
  return {
    runtime,
    as: async (role, sub) => {
      const sample = SAMPLES.find((candidate) => candidate.role === role);
      if (!sample) return callerWith(runtime.url, '');
      return callerWith(
        runtime.url,
        await sampleToken(runtime, { ...sample, ...(sub && { sub }) }, HALF_A_YEAR_SECONDS),
      );
    },
    minutes: (count) => runtime.clock.moveTo(runtime.clock.now() + count * 60_000),
    stop: async () => {
      await runtime.stop();
      if (!options.assembly) rmSync(assembly, { recursive: true, force: true });
    },
  };
}

/** Everybody of the house with an address, for the notices. */
export const DIRECTORY = {
  people: SAMPLES.filter(({ role }) => role !== 'customer' && role !== 'customerApp').map(({ role, sub }) => ({
    id: sub,
    name: sub,
    roles: [role],
    email: `${sub}@house.example.com`,
    language: 'zh-CN',
    active: true,
  })),
  fallbacks: {},
};
