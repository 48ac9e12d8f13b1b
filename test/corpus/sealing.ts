import { randomBytes } from 'node:crypto';
import { keyring } from '#platform/personal/keyring.ts';
import type { Table } from '#platform/store/table.ts';
import { fromMillis } from '#platform/time/instant.ts';
import { percentile } from '../bench/measure.ts';
import { within } from './figures.ts';

const MANY = 20_000;
const WARM_UP = 2_000;
const BOUND_MS = 0.1;
const PLACE = { pk: 'tkt_00000000000000000000000001', sk: '@ticket', attribute: 'contact' };
const TEXTS: Readonly<Record<string, string>> = {
  'a number of 18 letters': '11010519491231002X',
  'a contact of 80 letters': JSON.stringify({
    name: '王小明',
    phone: '+8613800138000',
    email: 'wang.xiaoming@example.com',
  }),
  'a message of 500 letters': '收到的杯子碎了，想换一个。'.repeat(39).slice(0, 500),
};

type Input = { readonly Key?: { readonly pk: string }; readonly Item?: { readonly pk: string } };

/** A keyring whose table and wrapping are in memory; `unwrapped` counts how often a key was not in the cache. */
function aKeyring() {
  const rows = new Map<string, unknown>();
  const counts = { unwrapped: 0 };
  const client = {
    send: async ({ input }: { input: Input }) => {
      if (input.Item) rows.set(input.Item.pk, input.Item);
      return input.Key ? { Item: rows.get(input.Key.pk) } : {};
    },
  };
  const key = randomBytes(32);
  const wrapping = {
    make: async () => ({ key, wrapped: new Uint8Array(key) }),
    unwrap: async () => {
      counts.unwrapped += 1;
      return key;
    },
  };
  const clock = () => fromMillis(Date.now());
  return { counts, keys: keyring({ table: () => ({ name: 'keys', client }) as unknown as Table, wrapping, clock }) };
}

/** Sealing and opening a field with a key that is in the cache, each looked up there as the house does. */
export async function sealing(): Promise<string[]> {
  const lines: string[] = [];
  for (const [what, text] of Object.entries(TEXTS)) {
    const { keys, counts } = aKeyring();
    const [seals, opens]: [number[], number[]] = [[], []];
    for (let nth = 0; nth < MANY; nth++) {
      const began = performance.now();
      const sealed = (await keys.of('cus_1')).seal(PLACE, text);
      const between = performance.now();
      const opened = (await keys.find('cus_1'))?.open(PLACE, sealed);
      const ended = performance.now();
      if (opened !== text) throw new Error('What was sealed did not open');
      if (nth < WARM_UP) continue;
      seals.push(between - began);
      opens.push(ended - between);
    }
    lines.push(
      line(`sealing ${what}`, seals),
      line(`unsealing ${what}`, opens),
      `  keys unwrapped: ${counts.unwrapped}`,
    );
  }
  return lines;
}

function line(what: string, taken: readonly number[]): string {
  const at = (share: number) => percentile(taken, share);
  return `${what}: p50 ${at(0.5).toFixed(4)} ms, p99 ${at(0.99).toFixed(4)} ms (${BOUND_MS}) ${within(at(0.5) <= BOUND_MS)}`;
}

if (import.meta.main) process.stdout.write(`${(await sealing()).join('\n')}\n`);
