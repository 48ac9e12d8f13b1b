import type { Runtime } from '../../infra/local/runtime.ts';
import { openHouse } from '../support/house.ts';
import { atLeast, atMost, type Figure, ms, noted, percent, times } from './figures.ts';
import { oneByOne, percentile, together } from './measure.ts';
import { bareTable, itemsOfOneTicket, openComplaint } from './one-ticket.ts';
import type { Section } from './section.ts';

const CLIENTS = 32;
const BLOCK = 25;

type Contest = {
  readonly runtime: Runtime;
  readonly overHttp: () => Promise<unknown>;
  /** Prepares bare transactions of the same items: only their sending is measured. */
  readonly bare: (count: number) => (() => Promise<unknown>)[];
};
type Measured = { readonly http: readonly number[]; readonly bare: readonly number[] };

/** Opening a complaint over HTTP against the bare transaction of the same items. */
export const create: Section = async ({ assembly, quick }) => {
  const house = await openHouse({ assembly });
  try {
    const { runtime } = house;
    const shop = await house.as('customerApp');
    const items = await itemsOfOneTicket(runtime, shop);
    const { client, transaction } = await bareTable(runtime);
    // The stream is read on after a write through the gateway only: the bare transaction, sent past it, says so itself.
    const bare = (wake: () => void) => (count: number) =>
      Array.from({ length: count }, () => transaction(items)).map((command) => () => client.send(command).then(wake));
    const contest = { runtime, overHttp: () => openComplaint(shop) };
    const busy = { ...contest, bare: bare(() => runtime.turn({ streams: true })) };
    const quiet = { ...contest, bare: bare(() => {}) };
    const size = quick ? { blocks: 2, crowds: 1 } : { blocks: 16, crowds: 4 };

    await latencies(busy, quick ? 1 : 6);
    const everything = await round(busy, size);
    runtime.turn({ streams: false });
    const alone = await round(quiet, size);
    client.destroy();
    return [
      noted('items in the transaction', `${items.length}`),
      ...bounded('with the events, notices and timers that both set going', everything),
      ...bounded('with the stream off: nothing but the one or the other runs', alone),
      noted(
        'p50 of HTTP with everything running, to the bare transaction with nothing running',
        times(p50(everything.latency.http) / p50(alone.latency.bare)),
      ),
    ];
  } finally {
    await house.stop();
  }
};

const p50 = (taken: readonly number[]) => percentile(taken, 0.5);

async function round(contest: Contest, { blocks, crowds }: { blocks: number; crowds: number }) {
  return { latency: await latencies(contest, blocks), throughput: await throughputs(contest, crowds) };
}

/** Blocks in turn; a block begins when what the one before it caused is done. */
async function latencies({ runtime, overHttp, bare }: Contest, blocks: number): Promise<Measured> {
  const taken = { http: [] as number[], bare: [] as number[] };
  for (let block = 0; block < blocks; block += 1) {
    taken.http.push(...(await oneByOne(Array.from({ length: BLOCK }, () => overHttp))));
    await runtime.settled();
    taken.bare.push(...(await oneByOne(bare(BLOCK))));
    await runtime.settled();
  }
  return taken;
}

async function throughputs({ runtime, overHttp, bare }: Contest, crowds: number): Promise<Measured> {
  const done = { http: [] as number[], bare: [] as number[] };
  const count = CLIENTS * 8;
  for (let crowd = 0; crowd < crowds; crowd += 1) {
    done.http.push(
      await together(
        Array.from({ length: count }, () => overHttp),
        CLIENTS,
      ),
    );
    await runtime.settled();
    done.bare.push(await together(bare(count), CLIENTS));
    await runtime.settled();
  }
  return done;
}

function bounded(how: string, { latency, throughput }: Awaited<ReturnType<typeof round>>): Figure[] {
  const at = (share: number) => ({ http: percentile(latency.http, share), bare: percentile(latency.bare, share) });
  const [half, most] = [at(0.5), at(0.99)];
  const rate = { http: p50(throughput.http), bare: p50(throughput.bare) };
  const both = ({ http, bare }: { http: number; bare: number }) => `${ms(http)} / ${ms(bare)}`;
  return [
    noted(`${how} (n = ${latency.http.length} each)`, 'HTTP / bare'),
    noted('  p50', both(half)),
    noted('  p99', both(most)),
    noted(`  ${CLIENTS} clients, a second`, `${rate.http.toFixed(0)} / ${rate.bare.toFixed(0)}`),
    atMost({ name: '  p50, HTTP to bare', value: half.http / half.bare, bound: 2.5, show: times }),
    atMost({ name: '  p99, HTTP to bare', value: most.http / most.bare, bound: 4, show: times }),
    atLeast({
      name: `  throughput with ${CLIENTS} clients, HTTP to bare`,
      value: rate.http / rate.bare,
      bound: 0.4,
      show: percent,
    }),
  ];
}
