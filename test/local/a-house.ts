import type { Assembly, Resource } from '../../infra/local/assembly.ts';
import type { DeliveryPolicy, Outcome } from '../../infra/local/functions.ts';
import type { AwsCall, House } from '../../infra/local/house.ts';
import { type Journal, journal } from '../../infra/local/journal.ts';
import { type VirtualClock, virtualClock } from '../../infra/local/virtual-clock.ts';
import { work } from '../../infra/local/work.ts';

export type Delivered = { functionArn: string; event: unknown; at: number; policy?: DeliveryPolicy };

type Given = {
  resources?: Resource[];
  start?: string;
  journal?: Journal;
  invoke?: (functionArn: string, event: unknown) => Outcome | Promise<Outcome>;
  refuse?: (role: string, action: string) => string | undefined;
};

export const NEW_YEAR = '2026-01-01T00:00:00.000Z';
export const ARN = 'arn:aws:lambda:cn-north-1:123456789012:function';

/** A house whose functions are the test's own; time, work and journal are the real ones. */
export function aHouse({ resources = [], start = NEW_YEAR, invoke, refuse, ...given }: Given = {}) {
  const underWay = work();
  const clock = virtualClock({ start: Date.parse(start), settled: underWay.settled });
  const delivered: Delivered[] = [];
  const logged: string[] = [];
  const house: House = {
    clock,
    work: underWay,
    journal: given.journal ?? journal(),
    assembly: anAssembly(resources),
    functions: {
      invoke: async (functionArn, event) => (invoke ? invoke(functionArn, event) : { payload: null }),
      deliver: (functionArn, event, policy) =>
        void delivered.push({ functionArn, event, at: clock.now(), ...(policy && { policy }) }),
      resume: () => {},
      stop: async () => {},
    },
    roles: { refusal: (role, need) => refuse?.(role, need.action) },
    log: (line) => void logged.push(line),
    region: 'cn-north-1',
    account: '123456789012',
  };
  return { house, clock, delivered, logged, moved: movedSince(clock) };
}

/**
 * By how many milliseconds the clock was moved since. Real time passes beside it, on a busy machine much of it: an instant that was
 * waited for is one that `now` has reached and to which the clock was not moved too far.
 */
function movedSince({ offset }: VirtualClock): () => number {
  const shift = new Float64Array(offset);
  const [before = 0] = shift;
  return () => (shift[0] ?? 0) - before;
}

function anAssembly(resources: Resource[]): Assembly {
  return {
    resources,
    byType: (type) => resources.filter((resource) => resource.type === type),
    byId: (logicalId) => resources.find((resource) => resource.logicalId === logicalId)!,
    byArn: (arn) => resources.find((resource) => resource.arn === arn),
    outputs: {},
    assetFolder: () => '',
  };
}

export function aResource(type: string, logicalId: string, properties: Record<string, unknown>, arn = ''): Resource {
  return { type, logicalId, properties, physicalId: logicalId, arn: arn || `arn:aws:local:${logicalId}` };
}

export function aCall(operation: string, json: Record<string, unknown>): AwsCall {
  const body = Buffer.from(JSON.stringify(json));
  const query = new URLSearchParams();
  return { service: '', operation, method: 'POST', path: '/', query, headers: {}, body, json };
}
