import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { newId } from '#platform/ids.ts';
import { BUNDLED } from '../../infra/bundle.ts';
import { readAssembly } from '../../infra/local/assembly.ts';
import { accessKeyOf } from '../../infra/local/functions.ts';
import type { Runtime } from '../../infra/local/runtime.ts';
import { openHouse } from '../support/house.ts';
import type { ColdStart, FirstAnswer } from './cold-worker.ts';
import { atMost, ms, noted, times } from './figures.ts';
import { percentile } from './measure.ts';
import type { Section } from './section.ts';

const WORKER = new URL('./cold-worker.ts', import.meta.url);
const BARE = fileURLToPath(new URL('./bare-handler.ts', import.meta.url));

/** A first answer that reads the table: a ticket that is not there, against one read of the same key. */
export const cold: Section = async ({ assembly, quick }) => {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-bare-'));
  const house = await openHouse({ assembly });
  try {
    const [bare, lean] = [join(folder, 'bare.mjs'), join(folder, 'lean.mjs')];
    await build({ ...BUNDLED, alias: {}, entryPoints: [BARE], outfile: bare });
    await build({ ...BUNDLED, entryPoints: [BARE], outfile: lean });
    const { bundle, environment } = ticketsApi(assembly, house.runtime);
    const id = newId('ticket');
    const first = async (start: Omit<ColdStart, 'context'>, expected: number) => {
      const { ms: taken, status } = await firstAnswer({ ...start, context: { awsRequestId: 'cold' } }, environment);
      if (status !== expected) throw new Error(`The first answer was ${status}, not ${expected}`);
      return taken;
    };
    const rounds = quick ? 3 : 25;
    const taken = { house: [] as number[], bare: [] as number[], lean: [] as number[] };
    for (let round = 0; round <= rounds; round += 1) {
      const one = await first({ bundle: pathToFileURL(bundle).href, event: readTicket(id) }, 404);
      const event = { key: { pk: id, sk: '@ticket' } };
      const other = await first({ bundle: pathToFileURL(bare).href, event }, 200);
      const third = await first({ bundle: pathToFileURL(lean).href, event }, 200);
      if (round === 0) continue; // brings the files into the disk's cache
      taken.house.push(one);
      taken.bare.push(other);
      taken.lean.push(third);
    }
    const median = percentile(taken.house, 0.5);
    const [plain, least] = [percentile(taken.bare, 0.5), percentile(taken.lean, 0.5)];
    return [
      noted(`tickets API, median of ${rounds}`, ms(median)),
      noted(`bare handler as esbuild bundles it, median of ${rounds}`, ms(plain)),
      noted(`bare handler without what no function uses, median of ${rounds}`, ms(least)),
      atMost({
        name: 'tickets API to bare handler as esbuild bundles it',
        value: median / plain,
        bound: 1.6,
        show: times,
      }),
      noted('tickets API to bare handler without what no function uses', times(median / least)),
    ];
  } finally {
    await house.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The bundle of the tickets API and the environment its function gets. */
function ticketsApi(folder: string, { gatewayUrl, issuerUrl, url }: Runtime) {
  const region = 'eu-central-1';
  const urls = { api: url, issuer: issuerUrl, gateway: gatewayUrl };
  const assembly = readAssembly(folder, { region, account: '000000000000', urls });
  const api = assembly.byType('AWS::Lambda::Function').find(({ logicalId }) => /^Tickets.*Api/.test(logicalId));
  if (!api) throw new Error('The template holds no tickets API');
  const { Variables } = api.properties['Environment'] as { Variables: Record<string, string> };
  return {
    bundle: join(assembly.assetFolder(api), 'index.mjs'),
    environment: {
      ...Variables,
      AWS_REGION: region,
      AWS_LAMBDA_FUNCTION_NAME: api.physicalId,
      AWS_ACCESS_KEY_ID: accessKeyOf(api),
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL: gatewayUrl,
      TZ: ':UTC',
    },
  };
}

function firstAnswer(start: ColdStart, env: Record<string, string>): Promise<FirstAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<FirstAnswer>();
  const worker = new Worker(WORKER, {
    env,
    workerData: start,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdout: true,
  });
  worker.once('message', resolve);
  worker.once('error', reject);
  return promise.finally(() => worker.terminate());
}

/** `GET /v1/tickets/{ticketId}` by an agent, as API Gateway hands it over. */
function readTicket(ticketId: string) {
  const http = {
    method: 'GET',
    path: `/v1/tickets/${ticketId}`,
    protocol: 'HTTP/1.1',
    sourceIp: '127.0.0.1',
    userAgent: 'bench',
  };
  const claims = { sub: 'mira', 'cognito:groups': '[agent]', client_id: 'bench', token_use: 'access' };
  return {
    version: '2.0',
    routeKey: 'GET /v1/tickets/{ticketId}',
    rawPath: http.path,
    rawQueryString: '',
    headers: { accept: 'application/json' },
    pathParameters: { ticketId },
    requestContext: { http, authorizer: { jwt: { claims } }, requestId: 'cold', stage: '$default' },
    isBase64Encoded: false,
  };
}
