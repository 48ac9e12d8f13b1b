import { randomUUID } from 'node:crypto';
import type { Resource } from './assembly.ts';
import { type AwsCall, AwsFault, type House, type Need, type Service } from './house.ts';
import { checkPattern, matches } from './pattern.ts';
import { mayInvoke } from './permissions.ts';

type Rule = { bus: string; pattern: unknown; targets: Target[] };
type Target = { functionArn: string; input: string | undefined };
type Entry = { Source: string; DetailType: string; Detail: string; bus: string; time: number; resources: unknown[] };
type Answered = { EventId: string } | { ErrorCode: string; ErrorMessage: string };

// EventBridge quotas: entries of one PutEvents, and their size together.
const ENTRIES_LIMIT = 10;
const SIZE_LIMIT = 262_144;
const SIZE_OF_TIME = 14;
const DEFAULT_BUS = 'default';

/** What a service of AWS itself tells the default bus. */
export type ServiceEvent = { source: string; detailType: string; resources: string[]; detail: Record<string, unknown> };
export type Events = Service & { emit(event: ServiceEvent): void };

/** EventBridge: PutEvents, what other services tell the default bus, and the rules of the template that hear of them. */
export function eventsService(house: House): Events {
  const buses = new Map(house.assembly.byType('AWS::Events::EventBus').map((bus) => [bus.physicalId, bus.arn]));
  const rules = house.assembly.byType('AWS::Events::Rule').flatMap((rule) => readRule(house, rule));
  const arnOf = (bus: string) => buses.get(bus) ?? `arn:aws:events:${house.region}:${house.account}:event-bus/${bus}`;

  function publish(entry: Entry): Answered {
    const event = envelope(house, entry);
    const heard = rules.filter(({ bus, pattern }) => bus === entry.bus && matches(pattern, event));
    for (const { functionArn, input } of heard.flatMap(({ targets }) => targets)) {
      // What a service tells begins something; what the house tells itself follows from something, later.
      const policy = entry.bus === DEFAULT_BUS ? {} : ({ source: 'bus' } as const);
      house.functions.deliver(functionArn, input === undefined ? event : JSON.parse(input), policy);
    }
    if (entry.bus !== DEFAULT_BUS && !buses.has(entry.bus))
      house.log(`An event for the unknown bus ${entry.bus} is lost`);
    return { EventId: event.id };
  }

  return {
    scope: 'events',
    emit({ source, detailType, detail, resources }) {
      const event = { Source: source, DetailType: detailType, Detail: JSON.stringify(detail), resources };
      publish({ ...event, bus: DEFAULT_BUS, time: house.clock.now() });
    },
    needs({ json }): Need[] {
      const names = new Set(entriesOf(json).map(({ EventBusName }) => busName(EventBusName)));
      return [...names].map((bus) => ({ action: 'events:PutEvents', resource: arnOf(bus) }));
    },
    async answer({ operation, json }) {
      if (operation !== 'PutEvents') {
        throw new AwsFault('UnknownOperationException', `The local runtime has no events:${operation}`);
      }
      const given = entriesOf(json);
      checkSize(given);
      const Entries = given.map((entry) => {
        const read = readEntry(entry, house.clock.now());
        return 'ErrorCode' in read ? read : publish(read);
      });
      const FailedEntryCount = Entries.filter((entry) => 'ErrorCode' in entry).length;
      return { status: 200, body: { FailedEntryCount, Entries } };
    },
  };
}

function readRule({ assembly }: House, { logicalId, arn, properties }: Resource): Rule[] {
  const { EventPattern, State, ScheduleExpression, EventBusName, Targets } = properties;
  if (ScheduleExpression)
    throw new Error(`${logicalId}: the local runtime runs AWS::Scheduler::Schedule, not schedules of rules`);
  try {
    checkPattern(EventPattern);
  } catch (error) {
    throw new Error(`${logicalId}: ${error instanceof Error ? error.message : error}`);
  }
  const targets = (Array.isArray(Targets) ? Targets : []).map((target: Record<string, unknown>): Target => {
    const functionArn = String(target['Arn']);
    if (!functionArn.includes(':lambda:'))
      throw new Error(`${logicalId}: the local runtime cannot deliver to ${functionArn}`);
    if (!mayInvoke(assembly, 'events.amazonaws.com', arn, functionArn)) {
      throw new Error(`${logicalId}: no AWS::Lambda::Permission lets it invoke ${functionArn}`);
    }
    return { functionArn, input: typeof target['Input'] === 'string' ? target['Input'] : undefined };
  });
  return State === 'DISABLED' ? [] : [{ bus: busName(EventBusName), pattern: EventPattern, targets }];
}

function entriesOf({ Entries }: AwsCall['json']): Record<string, unknown>[] {
  if (!Array.isArray(Entries) || Entries.length === 0 || Entries.length > ENTRIES_LIMIT) {
    const sentence = `Value at 'entries' failed to satisfy constraint: Member must have length between 1 and ${ENTRIES_LIMIT}`;
    throw new AwsFault('ValidationException', `1 validation error detected: ${sentence}`);
  }
  return Entries.map((entry) => Object(entry));
}

function checkSize(entries: Record<string, unknown>[]) {
  const size = entries.reduce((sum, { Source, DetailType, Detail, Resources, Time }) => {
    const texts = [Source, DetailType, Detail, ...(Array.isArray(Resources) ? Resources : [])];
    const bytes = texts.reduce(
      (total: number, text) => total + (typeof text === 'string' ? Buffer.byteLength(text) : 0),
      0,
    );
    return sum + bytes + (Time === undefined ? 0 : SIZE_OF_TIME);
  }, 0);
  if (size > SIZE_LIMIT)
    throw new AwsFault('ValidationException', 'Total size of the entries in the request is over the limit.');
}

function readEntry(entry: Record<string, unknown>, now: number): Entry | Exclude<Answered, { EventId: string }> {
  const { Source, DetailType, Detail, EventBusName, Time, Resources } = entry;
  const refused = (ErrorCode: string, ErrorMessage: string) => ({ ErrorCode, ErrorMessage });
  const required = (name: string) =>
    refused('InvalidArgument', `Parameter ${name} is not valid. Reason: ${name} is a required argument.`);
  if (typeof Source !== 'string' || Source === '') return required('Source');
  if (typeof DetailType !== 'string' || DetailType === '') return required('DetailType');
  if (typeof Detail !== 'string' || Detail === '') return required('Detail');
  if (Source.startsWith('aws.')) return refused('NotAuthorizedForSourceException', 'Not authorized for the source.');
  if (!isObject(Detail)) return refused('MalformedDetail', 'Detail is malformed.');
  const time = typeof Time === 'number' ? Time * 1000 : now;
  return {
    Source,
    DetailType,
    Detail,
    bus: busName(EventBusName),
    time,
    resources: Array.isArray(Resources) ? Resources : [],
  };
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function envelope({ region, account }: House, { Source, DetailType, Detail, time, resources }: Entry) {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': DetailType,
    source: Source,
    account,
    time: `${new Date(time).toISOString().slice(0, 19)}Z`,
    region,
    resources,
    detail: JSON.parse(Detail),
  };
}

/** A bus is named by its name or its ARN. */
function busName(nameOrArn: unknown): string {
  return typeof nameOrArn === 'string' ? nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1) : DEFAULT_BUS;
}
