import { type Assembly, readAssembly } from './assembly.ts';
import { callers, checkMappings } from './callers.ts';
import { createTables, type Dynamodb, dynamodb } from './dynamodb.ts';
import { type Engine, startEngine } from './engine.ts';
import { type EngineClient, engineClient } from './engine-client.ts';
import { functionNamed, functions } from './functions.ts';
import { type Gateway, startGateway } from './gateway.ts';
import type { House, Service } from './house.ts';
import { type Journal, journal } from './journal.ts';
import { lockFolder } from './lock.ts';
import { type Output, output } from './output.ts';
import { roles } from './roles.ts';
import { type Streams, streams } from './streams.ts';
import { expireItems } from './ttl.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';
import { type Work, work } from './work.ts';

export type FoundationOptions = {
  /** The synthesized assembly's folder. */
  assembly: string;
  /** Where state is kept; in memory without it. */
  folder?: string;
  /** The house's time at the beginning. */
  start?: number;
  urls: { api: string; issuer: string };
  /** What the template's parameters are given, by name. */
  parameters?: Readonly<Record<string, string>>;
  /** The services beside tables, functions and streams, given the house they live in. */
  services: (house: House) => { services: Service[]; sendToQueue: SendToQueue };
};
type SendToQueue = (queueArn: string, body: string, attributes?: Record<string, string>) => void;

/** What everything else stands on: the template, time, tables, functions, streams and the gateway between them. */
export type Foundation = {
  house: House;
  gateway: Gateway;
  engine: Engine;
  tables: Dynamodb;
  streams: Streams;
  output: Output;
  counts: Map<string, number>;
  /** Takes up what the journal and the streams still hold. */
  resume(): Promise<void>;
  stop(): Promise<void>;
};

const REGION = 'eu-central-1';
const ACCOUNT = '000000000000';

export async function startFoundation(options: FoundationOptions): Promise<Foundation> {
  const endings: (() => unknown)[] = [];
  const stop = async () => {
    for (const end of endings.splice(0).reverse()) await end();
  };
  try {
    return { ...(await build(options, endings)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function build(options: FoundationOptions, endings: (() => unknown)[]): Promise<Omit<Foundation, 'stop'>> {
  const { folder, urls } = options;
  if (folder) endings.push(lockFolder(folder));
  const kept = journal(folder);
  endings.push(kept.close);
  const [gateway, engine] = await Promise.all([startGateway(), startEngine(folder === undefined ? {} : { folder })]);
  endings.push(engine.stop, gateway.stop);
  const client = engineClient(engine.port);
  endings.push(client.stop);
  const assembly = readAssembly(options.assembly, {
    region: REGION,
    account: ACCOUNT,
    urls: { ...urls, gateway: gateway.url },
    ...(options.parameters && { parameters: options.parameters }),
  });
  const lines = output(folder);
  const underWay = work();
  const clock = startClock(kept, underWay, options.start);
  endings.push(lines.flush, clock.stop);
  await createTables(assembly, client);
  const parts = { assembly, client, gateway, kept, lines, underWay, clock };
  return { gateway, engine, output: lines, ...furnish(options, parts, endings) };
}

/** The clock goes on from where it stood when the process ended, real time having passed meanwhile. */
function startClock(kept: Journal, underWay: Work, start: number | undefined): VirtualClock {
  const offset = kept.get<number>('clock', 'offset');
  const before = offset === undefined ? undefined : Date.now() + offset;
  const from = start === undefined ? before : Math.max(start, before ?? start);
  const onMove = (moved: number) => kept.put('clock', 'offset', moved);
  if (from !== undefined) onMove(from - Date.now());
  return virtualClock({ ...(from !== undefined && { start: from }), settled: underWay.settled, onMove });
}

type Parts = {
  assembly: Assembly;
  client: EngineClient;
  gateway: Gateway;
  kept: Journal;
  lines: Output;
  underWay: Work;
  clock: VirtualClock;
};

function furnish(options: FoundationOptions, parts: Parts, endings: (() => unknown)[]) {
  const { assembly, client, gateway, kept, lines, underWay, clock } = parts;
  const counts = new Map<string, number>();
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  const given = roles(assembly);
  checkMappings(assembly, given, (name) => functionNamed(assembly, name));
  const shared = { assembly, clock, work: underWay, journal: kept, region: REGION };
  const running = functions({
    ...shared,
    gatewayUrl: gateway.url,
    printed: lines.printed,
    invoked: () => count('lambda:Invoke'),
    sendToQueue: (...letter) => furniture.sendToQueue(...letter),
  });
  endings.push(running.stop);
  const log = (line: string) => lines.printed('house', `${line}\n`);
  const house: House = { ...shared, functions: running, roles: given, log, account: ACCOUNT };
  const furniture = options.services(house);
  const changes = streams({ house, engine: client, sendToQueue: (...letter) => furniture.sendToQueue(...letter) });
  const later = heardLater(assembly);
  const tables = dynamodb({
    assembly,
    engine: client,
    written: (caller) => changes.poke(later.has(caller) ? 'mayLag' : undefined),
  });
  const expiry = expireItems(house, client, changes.poke);
  endings.push(expiry.stop, changes.stop);
  gateway.open({
    services: [tables, ...furniture.services],
    callers: callers(assembly, given, ACCOUNT),
    log,
    called: (service, operation) => count(`${service}:${operation}`),
  });
  const resume = async () => {
    await changes.start();
    running.resume();
  };
  return { house, tables, streams: changes, counts, resume };
}

/** The functions that the house's own buses call: what they do, they do later than what it is about. */
function heardLater(assembly: Assembly): ReadonlySet<string | undefined> {
  const rules = assembly
    .byType('AWS::Events::Rule')
    .filter(({ properties }) => properties['EventBusName'] !== undefined);
  const targets = rules.flatMap(({ properties }) => properties['Targets'] ?? []);
  return new Set(targets.map((target) => functionNamed(assembly, String(Object(target).Arn)).physicalId));
}
