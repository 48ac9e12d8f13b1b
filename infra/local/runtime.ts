import { eventsService } from './events.ts';
import { type Foundation, startFoundation } from './foundation.ts';
import type { Functions } from './functions.ts';
import type { House } from './house.ts';
import { httpApi } from './http-api.ts';
import { type HttpServer, startHttpServer } from './http-server.ts';
import { type Client, type Issuer, issuer, type TokenClaims } from './issuer.ts';
import { kmsService } from './kms.ts';
import type { Sent } from './outbox.ts';
import { page } from './page.ts';
import { type Queues, queues } from './queues.ts';
import { startReceipt } from './receipt.ts';
import { s3 } from './s3.ts';
import { expireObjects } from './s3-expiry.ts';
import type { Objects } from './s3-objects.ts';
import { startScheduler } from './scheduler.ts';
import { sesService } from './ses.ts';
import { smsService } from './sms.ts';
import { type SmsDoor, smsDoor } from './sms-in.ts';
import { topics } from './sns.ts';
import { type ListedExecution, statesService } from './states.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { Work } from './work.ts';

export type Switches = { stateMachines?: boolean; schedules?: boolean; streams?: boolean };

export type RuntimeOptions = {
  /** The synthesized assembly's folder. */
  assembly: string;
  /** Where state is kept; without it everything is gone when the runtime stops. */
  folder?: string;
  port?: number;
  /** Where mails are taken, if the template has a rule for them; any free port without it. */
  smtpPort?: number;
  /** The house's time at the beginning; the real time without it. */
  start?: number;
  /** What the template's parameters are given, by name; else they have their defaults. */
  parameters?: Readonly<Record<string, string>>;
  switches?: Switches;
};

export type Runtime = {
  url: string;
  gatewayUrl: string;
  engineUrl: string;
  issuerUrl: string;
  /** Where mails are taken by SMTP; undefined when the template has no rule for them. */
  smtp: { port: number } | undefined;
  clock: VirtualClock;
  work: Work;
  /** Resolves when nothing runs and nothing waits to run now. */
  settled(): Promise<void>;
  /** Invokes a function by name, and waits for its answer. */
  invoke: Functions['invoke'];
  token(claims: TokenClaims): Promise<string>;
  /** The app clients of the user pool, with the secrets the local issuer accepts. */
  clients: Client[];
  outbox(): Sent[];
  /** A text message comes in; answers its id. */
  receiveSms: SmsDoor['receive'];
  executions(): ListedExecution[];
  queues: Queues;
  /** What lies in the buckets. */
  files: Objects;
  logs(): string[];
  counts(): Record<string, number>;
  outputs: Record<string, string>;
  /** Turns parts of the house off and on while it runs. */
  turn(switches: Switches): void;
  /** While on, DynamoDB reports what every call consumes, and `counts` adds it up. */
  meter(on: boolean): void;
  stop(): Promise<void>;
};

/** Runs a synthesized assembly, reading nothing else. */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const server = await startHttpServer(options.port === undefined ? {} : { port: options.port });
  const urls = { api: server.url, issuer: `${server.url}/_local/issuer` };
  const around: { services?: Services } = {};
  try {
    const foundation = await startFoundation({
      ...options,
      urls,
      services(house) {
        around.services = services(house, options.folder);
        return { services: around.services.all, sendToQueue: around.services.queues.send };
      },
    });
    if (!around.services) throw new Error('The services did not start');
    return await open(options, server, foundation, around.services, urls.issuer).catch(async (error) => {
      await around.services?.states.stop();
      await foundation.stop();
      throw error;
    });
  } catch (error) {
    await server.stop();
    throw error;
  }
}

type Services = ReturnType<typeof services>;

function services(house: House, folder: string | undefined) {
  const letters = queues(house);
  const bus = eventsService(house);
  const mails = sesService(house, bus, folder);
  const heard = topics(house);
  const texts = smsService(house, heard, folder);
  const files = s3(house, bus, folder);
  const door = smsDoor(house, heard, texts);
  const states = statesService(house);
  const all = [letters.service, mails, texts, states, bus, kmsService(house), files.service];
  return { queues: letters, mails, texts, states, files, smsDoor: door, all };
}

async function open(
  options: RuntimeOptions,
  server: HttpServer,
  foundation: Foundation,
  around: Services,
  issuerUrl: string,
): Promise<Runtime> {
  const { house } = foundation;
  const { states } = around;
  const tokens = issuer({ journal: house.journal, clock: house.clock, assembly: house.assembly, url: issuerUrl });
  const doors = [tokens.door, page({ clock: house.clock, ...around }), httpApi(house, { key: tokens.key })];
  await states.ready;
  const schedules = startScheduler(house);
  const expiry = expireObjects(house, around.files);
  const turn = (switches: Switches) => {
    if (switches.stateMachines !== undefined) states.setEnabled(switches.stateMachines);
    if (switches.schedules !== undefined) schedules.setEnabled(switches.schedules);
    if (switches.streams !== undefined) foundation.streams.on(switches.streams);
  };
  turn(options.switches ?? {});
  await foundation.resume();
  states.resume();
  const mailDoor = await startReceipt(house, around.files, options.smtpPort ?? 0);
  server.open(doors);
  const stop = async () => {
    await mailDoor?.stop();
    await server.stop();
    schedules.stop();
    expiry.stop();
    await states.stop();
    await foundation.stop();
  };
  const smtp = mailDoor && { port: mailDoor.port };
  return { ...windows(server, foundation, around, tokens), issuerUrl, smtp, turn, stop };
}

/** What one may ask of a running house. */
function windows(server: HttpServer, foundation: Foundation, around: Services, tokens: Issuer) {
  const { house, gateway, engine, output, tables, counts } = foundation;
  return {
    url: server.url,
    gatewayUrl: gateway.url,
    engineUrl: engine.url,
    clock: house.clock,
    work: house.work,
    settled: house.work.settled,
    invoke: house.functions.invoke,
    token: tokens.token,
    clients: tokens.clients,
    outbox: () => [...around.mails.sent(), ...around.texts.sent()],
    receiveSms: around.smsDoor.receive,
    executions: around.states.list,
    queues: around.queues,
    files: around.files.objects,
    logs: output.lines,
    counts: () => ({
      ...Object.fromEntries(counts),
      'states:transitions': around.states.transitions(),
      'dynamodb:readUnits': tables.units().read,
      'dynamodb:writeUnits': tables.units().write,
    }),
    outputs: house.assembly.outputs,
    meter: tables.meter,
  };
}
