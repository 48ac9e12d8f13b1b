import { availableParallelism } from 'node:os';
import type { Assembly, Resource } from './assembly.ts';
import { type Deliveries, deliveries } from './deliveries.ts';
import { type Pool, pool } from './function-pool.ts';
import type { Journal } from './journal.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { Work } from './work.ts';

export type Fault = { errorType: string; errorMessage: string; trace?: string[] };
export type Outcome = { payload: unknown } | { fault: Fault };
/** Where an event comes from: what follows from others over the bus may lag. */
export type DeliveryPolicy = { source?: 'bus' };

export type Functions = {
  /** Synchronous invocation; resolves with the function's answer or its fault (crash and timeout included). */
  invoke(functionArnOrId: string, event: unknown): Promise<Outcome>;
  /** Asynchronous invocation: journalled, at least once, retried with AWS's pauses on the virtual clock, then to the dead-letter queue. */
  deliver(functionArnOrId: string, event: unknown, policy?: DeliveryPolicy): void;
  /** Takes up again what the journal still holds. */
  resume(): void;
  stop(): Promise<void>;
};

export type FunctionsOptions = {
  assembly: Assembly;
  clock: VirtualClock;
  work: Work;
  journal: Journal;
  region: string;
  gatewayUrl: string;
  /** Receives what a function printed. */
  printed: (name: string, text: string) => void;
  invoked: () => void;
  sendToQueue: (queueArn: string, body: string, attributes?: Record<string, string>) => void;
};

// Each instance waits for the table about half of its time: two a core keep the cores busy, more only cost warm-up.
const DEFAULT_CONCURRENCY = 2 * availableParallelism();

export function functions(options: FunctionsOptions): Functions {
  const { assembly, work } = options;
  const pools = new Map<Resource, Pool>();
  for (const resource of assembly.byType('AWS::Lambda::Function'))
    pools.set(resource, pool(settings(resource, options)));

  let stopped = false;

  async function invoke(functionArnOrId: string, event: unknown): Promise<Outcome> {
    const done = work.begin();
    try {
      const resource = functionNamed(assembly, functionArnOrId);
      options.invoked();
      const outcome = (await pools.get(resource)?.invoke(event)) ?? { payload: null };
      // An instance that is ended with the house has not failed: its caller must take the event up again after a restart.
      if (stopped) return await new Promise<never>(() => {});
      if ('fault' in outcome) options.printed(resource.physicalId, faultLine(outcome.fault));
      return outcome;
    } finally {
      done();
    }
  }

  const async: Deliveries = deliveries({ ...options, invoke, find: (name) => functionNamed(assembly, name) });
  return {
    invoke,
    deliver: async.deliver,
    resume: async.resume,
    async stop() {
      stopped = true;
      await Promise.all([...pools.values()].map((one) => one.stop()));
    },
  };
}

const faultLine = ({ errorType, errorMessage, trace }: Fault) =>
  `ERROR Invoke Error ${JSON.stringify({ errorType, errorMessage, stack: trace })}\n`;

/** Finds a function by ARN (a qualifier or an API Gateway invocation URI around it is understood), name or logical id. */
export function functionNamed(assembly: Assembly, text: string): Resource {
  const inUri = /functions\/(arn:[^/]+)\/invocations$/.exec(text)?.[1] ?? text;
  const name = inUri.startsWith('arn:') ? inUri.split(':')[6] : inUri;
  const found = assembly
    .byType('AWS::Lambda::Function')
    .find(({ physicalId, logicalId }) => physicalId === name || logicalId === name);
  if (!found) throw new Error(`The template holds no function ${text}`);
  return found;
}

/** A function's access key id: the gateway knows the caller by it. */
export const accessKeyOf = ({ logicalId }: Resource): string => `LOCAL${logicalId}`;

/** The secret behind an access key: signed links are verified with it. */
export const secretOf = (accessKey: string): string => `local-${accessKey}`;

function settings(resource: Resource, { assembly, clock, region, gatewayUrl, printed }: FunctionsOptions) {
  const { physicalId, arn, properties } = resource;
  const memory = Number(properties['MemorySize'] ?? 128);
  const { Variables = {} } = (properties['Environment'] ?? {}) as { Variables?: Record<string, unknown> };
  const given = Object.fromEntries(Object.entries(Variables).map(([name, value]) => [name, String(value)]));
  const environment = {
    ...given,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_LAMBDA_FUNCTION_NAME: physicalId,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: `${memory}`,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_ACCESS_KEY_ID: accessKeyOf(resource),
    AWS_SECRET_ACCESS_KEY: secretOf(accessKeyOf(resource)),
    AWS_ENDPOINT_URL: gatewayUrl,
    TZ: ':UTC',
  };
  const context = {
    functionName: physicalId,
    functionVersion: '$LATEST',
    invokedFunctionArn: arn,
    memoryLimitInMB: `${memory}`,
    logGroupName: `/aws/lambda/${physicalId}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
  };
  return {
    settings: {
      folder: assembly.assetFolder(resource),
      handler: String(properties['Handler']),
      offset: clock.offset,
      context,
    },
    environment,
    timeout: Number(properties['Timeout'] ?? 3) * 1000,
    memory,
    printed: (text: string) => printed(physicalId, text),
    concurrency: Math.min(
      DEFAULT_CONCURRENCY,
      Number(properties['ReservedConcurrentExecutions'] ?? DEFAULT_CONCURRENCY),
    ),
  };
}
