import { randomUUID } from 'node:crypto';
import type { Assembly, Resource } from './assembly.ts';
import type { DeliveryPolicy, Fault, Functions } from './functions.ts';
import type { Journal } from './journal.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { Work } from './work.ts';

/** Asynchronous invocations: accepted into the journal first, then run until done or dead-lettered. */
export type Deliveries = Pick<Functions, 'deliver' | 'resume'>;

type Options = {
  assembly: Assembly;
  clock: VirtualClock;
  work: Work;
  journal: Journal;
  invoke: Functions['invoke'];
  find: (functionArnOrId: string) => Resource;
  sendToQueue: (queueArn: string, body: string, attributes?: Record<string, string>) => void;
};
type Delivery = {
  id: string;
  functionArn: string;
  event: unknown;
  acceptedAt: number;
  attempts: number;
  nextAt: number;
  policy: DeliveryPolicy;
};
type Ending = { retries: number; maxAge: number; destination?: string; deadLetter?: string };

const KIND = 'delivery';
// Lambda waits one minute before the first retry of an asynchronous invocation and two before the second.
const PAUSES = [60_000, 120_000];
const SIX_HOURS = 6 * 60 * 60;

export function deliveries({ assembly, clock, work, journal, invoke, find, sendToQueue }: Options): Deliveries {
  function start(delivery: Delivery): void {
    const done = work.begin(delivery.policy.source === 'bus' ? 'mayLag' : undefined);
    void attempt(delivery).finally(done);
  }

  async function attempt(delivery: Delivery): Promise<void> {
    const outcome = await invoke(delivery.functionArn, delivery.event);
    delivery.attempts += 1;
    if ('payload' in outcome) return journal.remove(KIND, delivery.id);
    const ending = endingOf(assembly, find(delivery.functionArn));
    const nextAt = clock.now() + (PAUSES[Math.min(delivery.attempts, PAUSES.length) - 1] ?? 0);
    const tooOld = nextAt - delivery.acceptedAt > ending.maxAge * 1000;
    if (tooOld || delivery.attempts > ending.retries) return bury(delivery, outcome, ending, tooOld);
    delivery.nextAt = nextAt;
    journal.put(KIND, delivery.id, delivery);
    clock.at(nextAt, () => start(delivery));
  }

  function bury(delivery: Delivery, outcome: { fault: Fault }, ending: Ending, tooOld: boolean): void {
    const { errorMessage } = outcome.fault;
    if (ending.deadLetter) {
      const attributes = { RequestID: delivery.id, ErrorCode: '200', ErrorMessage: errorMessage };
      sendToQueue(ending.deadLetter, JSON.stringify(delivery.event), attributes);
    }
    if (ending.destination) {
      sendToQueue(ending.destination, JSON.stringify(letter(delivery, outcome, tooOld, clock.now())));
    }
    journal.remove(KIND, delivery.id);
  }

  return {
    deliver(functionArnOrId, event, policy = {}) {
      const now = clock.now();
      const functionArn = find(functionArnOrId).arn;
      const delivery = { id: randomUUID(), functionArn, event, acceptedAt: now, attempts: 0, nextAt: now, policy };
      journal.put(KIND, delivery.id, delivery);
      start(delivery);
    },
    resume() {
      for (const { value } of journal.all<Delivery>(KIND)) {
        if (value.nextAt <= clock.now()) start(value);
        else clock.at(value.nextAt, () => start(value));
      }
    },
  };
}

function endingOf(assembly: Assembly, { properties, physicalId }: Resource): Ending {
  const config = assembly
    .byType('AWS::Lambda::EventInvokeConfig')
    .find((one) => one.properties['FunctionName'] === physicalId)?.properties;
  const { OnFailure } = (config?.['DestinationConfig'] ?? {}) as { OnFailure?: { Destination?: string } };
  const { TargetArn } = (properties['DeadLetterConfig'] ?? {}) as { TargetArn?: string };
  return {
    retries: Number(config?.['MaximumRetryAttempts'] ?? PAUSES.length),
    maxAge: Number(config?.['MaximumEventAgeInSeconds'] ?? SIX_HOURS),
    ...(OnFailure?.Destination && { destination: OnFailure.Destination }),
    ...(TargetArn && { deadLetter: TargetArn }),
  };
}

/** What Lambda sends to an on-failure destination. */
function letter(
  { id, functionArn, event, attempts }: Delivery,
  { fault }: { fault: Fault },
  tooOld: boolean,
  at: number,
) {
  return {
    version: '1.0',
    timestamp: new Date(at).toISOString(),
    requestContext: {
      requestId: id,
      functionArn: `${functionArn}:$LATEST`,
      condition: tooOld ? 'EventAgeExceeded' : 'RetriesExhausted',
      approximateInvokeCount: attempts,
    },
    requestPayload: event,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: fault,
  };
}
