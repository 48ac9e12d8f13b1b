import { isDeepStrictEqual } from 'node:util';
import type { Runtime } from '../../infra/local/runtime.ts';
import { type Item, kept } from '../story/kept.ts';
import { leastWriteUnits } from './item-size.ts';
import type { Used } from './prices.ts';

export type Metered = Used & {
  /** What the items that changed cost at least, each written once. */
  readonly leastWriteUnits: number;
  /** Each clock that started needs its execution to begin: one transition. */
  readonly leastTransitions: number;
};

export type Meter = (requests: number) => Promise<Metered>;

type Reading = {
  readonly counts: Readonly<Record<string, number>>;
  readonly mails: number;
  readonly items: Map<string, Item>;
};

// An act is one transaction on the ticket's partition; whatever listens to it writes item by item.
const IN_TRANSACTION = /^(tkt|once|ext)_/;

/** Says at every call what was used since the call before, the background settled. */
export async function meter(runtime: Runtime): Promise<Meter> {
  runtime.meter(true);
  let last = await reading(runtime);
  return async (requests) => {
    await runtime.settled();
    const now = await reading(runtime);
    const used = difference(last, now);
    last = now;
    return { ...used, requests };
  };
}

async function reading(runtime: Runtime): Promise<Reading> {
  const items = await kept(runtime);
  return {
    counts: runtime.counts(),
    mails: runtime.outbox().filter(({ channel }) => channel === 'mail').length,
    items: new Map(items.map((item) => [`${item['pk']} ${item['sk']}`, item])),
  };
}

function difference(before: Reading, after: Reading): Omit<Metered, 'requests'> {
  const counted = (name: string) => (after.counts[name] ?? 0) - (before.counts[name] ?? 0);
  const changed = [...after.items].filter(([key, item]) => !isDeepStrictEqual(before.items.get(key), item));
  const told = changed.map(([, item]) => item).filter(({ entity }) => entity === 'event');
  const notes = told.flatMap(({ clocks }) => (Array.isArray(clocks) ? clocks : []));
  return {
    writeUnits: counted('dynamodb:writeUnits'),
    readUnits: counted('dynamodb:readUnits'),
    transitions: counted('states:transitions'),
    invocations: counted('lambda:Invoke'),
    events: told.length,
    mails: after.mails - before.mails,
    leastTransitions: notes.filter(({ did }) => did === 'started').length,
    leastWriteUnits: changed.reduce(
      (sum, [key, item]) => sum + leastWriteUnits(before.items.get(key), item, IN_TRANSACTION.test(key)),
      0,
    ),
  };
}
