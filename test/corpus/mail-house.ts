import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { createTransport } from 'nodemailer';
import { synthesize } from '../../infra/app.ts';
import { type Assembly, readAssembly } from '../../infra/local/assembly.ts';
import { engineClient, TABLES } from '../../infra/local/engine-client.ts';
import { accessKeyOf } from '../../infra/local/functions.ts';
import type { Runtime } from '../../infra/local/runtime.ts';
import { DIRECTORY, openHouse, type RunningHouse } from '../support/house.ts';

export type Posted = { readonly from: string; readonly to: string; readonly raw: Buffer };

export type Faults = { readonly crashes: readonly string[]; readonly triedAgain: number };

/** A whole house that takes mails at its SMTP port, and whoever may look into its table and bucket afterwards. */
export type MailHouse = Pick<RunningHouse, 'runtime' | 'as' | 'minutes'> & {
  readonly domain: string;
  /** The access key the function that receives mails signs its calls with. */
  readonly receiver: string;
  /** Hands over a mail as it is, on the one connection; answers the id the port gave it. */
  send(mail: Posted): Promise<string>;
  items(): AsyncGenerator<Record<string, unknown>>;
  /** A file of the bucket. */
  file(key: string): Promise<Buffer>;
  /** The keys of all files there. */
  files(): string[];
  /** What functions logged as failed, what ended as a dead letter, and apart from that how often something was tried again by design. */
  faults(): Faults;
  stop(): Promise<void>;
};

const START = Date.parse('2026-03-02T02:00:00Z');

/** Opens a house in memory for mails alone: nobody sweeps, and every person of it has an address. */
export async function mailHouse(given?: string): Promise<MailHouse> {
  const assembly = given ?? (await synthesize({ outdir: mkdtempSync(join(tmpdir(), 'kefu-corpus-')) }));
  const house = await openHouse({ assembly, start: START });
  const { runtime } = house;
  runtime.turn({ schedules: false });
  await (await house.as('admin')).put('/v1/staff', DIRECTORY);
  await runtime.settled();
  const template = readAssembly(assembly, {
    ...{ region: 'eu-central-1', account: '000000000000' },
    urls: { api: runtime.url, issuer: runtime.issuerUrl, gateway: runtime.gatewayUrl },
  });
  const looks = look(runtime, template);
  const post = door(runtime);
  return {
    ...{ runtime, as: house.as, minutes: house.minutes },
    domain: String(
      Object(Object(functionOf(template, 'IntakeReceiveEmail').properties).Environment).Variables.MAIL_DOMAIN,
    ),
    receiver: accessKeyOf(functionOf(template, 'IntakeReceiveEmail')),
    ...{ send: post.send, items: looks.items, file: looks.file, files: looks.files, faults: () => faultsOf(runtime) },
    stop: async () => {
      post.close();
      looks.close();
      await house.stop();
      if (given === undefined) rmSync(assembly, { recursive: true, force: true });
    },
  };
}

function functionOf(template: Assembly, name: string) {
  const found = template
    .byType('AWS::Lambda::Function')
    .find(({ logicalId }) => logicalId.startsWith(`${name}Function`));
  if (!found) throw new Error(`The template has no function ${name}`);
  return found;
}

function door({ smtp }: Runtime) {
  const transport = createTransport({
    ...{ host: '127.0.0.1', port: smtp!.port, ignoreTLS: true, name: 'corpus' },
    ...{ pool: true, maxConnections: 1, maxMessages: Number.POSITIVE_INFINITY },
  });
  return {
    send: async ({ from, to, raw }: Posted) => {
      const { response } = await transport.sendMail({ envelope: { from, to }, raw });
      return String(response).split('Ok: ')[1] ?? '';
    },
    close: () => transport.close(),
  };
}

/** Looks around the functions: at the engine and the bucket themselves. */
function look(runtime: Runtime, template: Assembly) {
  const engine = engineClient(Number(new URL(runtime.engineUrl).port));
  const [table] = template.byType('AWS::DynamoDB::Table');
  const [bucket] = template.byType('AWS::S3::Bucket');
  type Page = { Items: Parameters<typeof unmarshall>[0][]; LastEvaluatedKey?: object };
  return {
    async *items() {
      for (let after: object | undefined; ; ) {
        const asked = { TableName: table?.physicalId, ...(after && { ExclusiveStartKey: after }) };
        const page = await engine.ask<Page>(`${TABLES}Scan`, asked);
        for (const item of page.Items) yield unmarshall(item);
        after = page.LastEvaluatedKey;
        if (!after) return;
      }
    },
    file: async (key: string) => {
      const found = await runtime.files.get(String(bucket?.physicalId), key);
      return found?.body ?? Buffer.alloc(0);
    },
    files: () => runtime.files.list(String(bucket?.physicalId)).map(({ key }) => key),
    close: () => engine.stop(),
  };
}

// The receipt of a mail may be faster than the note that it was sent: then it comes again.
const COMES_AGAIN = /A receipt came for a message that is not known to be sent/;
const FAILED = /ERROR Invoke Error|"level":"error"|could not be stored/;

function faultsOf(runtime: Runtime): Faults {
  const dead = runtime.queues.list().flatMap(({ queue, messages }) => messages.map(() => `a dead letter in ${queue}`));
  const failed = runtime.logs().filter((line) => FAILED.test(line));
  const crashes = [...failed.filter((line) => !COMES_AGAIN.test(line)), ...dead];
  return { crashes, triedAgain: failed.filter((line) => COMES_AGAIN.test(line)).length };
}
