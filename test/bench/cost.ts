import type { Runtime } from '../../infra/local/runtime.ts';
import { DIRECTORY, openHouse, type RunningHouse } from '../support/house.ts';
import { atMost, type Figure, noted, printRows, say, whole } from './figures.ts';
import { leastWriteUnits } from './item-size.ts';
import { type Meter, type Metered, meter } from './meter.ts';
import { onTime, type Step } from './on-time.ts';
import { bareTable, COMPLAINT, itemsOfOneTicket } from './one-ticket.ts';
import { ASSUMED_MS_A_CALL, priceOf } from './prices.ts';
import type { Section } from './section.ts';

// Two lives of a day each, then the quarter turns at nine in Shanghai. The sweeper's minute begins half past, away from the survey's hour.
const BEFORE_THE_QUARTER = Date.parse('2026-03-29T02:00:30Z');
const SURVEY = Date.parse('2026-04-01T01:00:00Z');
const INVITED = 0.1; // the share of those served that a quarter's survey invites
const SWEEPS = 30;
const SWEEPS_A_MONTH = 30 * 24 * 60;

const OF_ANOTHER = {
  ...COMPLAINT,
  requester: { customerId: 'cus_li', name: '李先生', email: 'li@example.com' },
};

type Row = Metered & { readonly name: string };
type Life = { readonly rows: readonly Row[]; readonly survey: Row };

/** One complaint from its opening to the recorded follow-up, every act in time, and the survey that invites its customer. */
export const cost: Section = async ({ assembly }) => {
  const plain = await liveOnce(assembly, { keyed: false, known: false });
  const known = await liveOnce(assembly, { keyed: false, known: true });
  const keyed = await liveOnce(assembly, { keyed: true, known: false });
  return [
    ...plain.check,
    ...bounded('of somebody new, without Idempotency-Key', plain),
    ...bounded('of a known customer, without Idempotency-Key', known),
    ...bounded('of somebody new, with Idempotency-Key on every call', keyed),
    noted('the sweeper with nothing due, USD a month', (priceOf(plain.sweep) * SWEEPS_A_MONTH).toFixed(2)),
    noted('  read units of one sweep', plain.sweep.readUnits.toFixed(1)),
    noted('assumed, not measured: billed ms of a Lambda call', `${ASSUMED_MS_A_CALL}`),
  ];
};

/** A life in a house that has lived one before: of this customer when they are `known`, else of another one. */
async function liveOnce(assembly: string, { keyed, known }: { keyed: boolean; known: boolean }) {
  const start = BEFORE_THE_QUARTER;
  const house = await openHouse({ assembly, start, switches: { schedules: false } });
  try {
    const { runtime } = house;
    const admin = await house.as('admin');
    await admin.put('/v1/staff', DIRECTORY);
    await live(house, await onTime(house, { complaint: known ? COMPLAINT : OF_ANOTHER }), async () => {});
    const used = await meter(runtime);
    const rows: Row[] = [];
    await live(house, await onTime(house, { keyed }), async (name) => {
      rows.push({ name, ...(await used(1)) });
    });
    const survey = { name: 'survey, if invited', ...(await quarterTurns(runtime, used)) };
    const sweep = await oneSweep(house, used);
    return { rows, survey, sweep, check: keyed || known ? [] : await checkOfTheMeter(house) };
  } finally {
    await house.stop();
  }
}

async function live(
  { runtime, minutes }: RunningHouse,
  steps: readonly Step[],
  after: (name: string) => Promise<void>,
) {
  let ticket = '';
  for (const { name, waits, act } of steps) {
    const { status, body } = await act(ticket);
    if (status >= 300) throw new Error(`${name} answered ${status} ${JSON.stringify(body)}`);
    ticket ||= String(body['id']);
    await runtime.settled();
    await minutes(waits);
    await after(name);
  }
}

/** The quarter's survey: with one customer served it invites that one. */
async function quarterTurns({ clock, turn }: Runtime, used: Meter): Promise<Metered> {
  await clock.moveTo(SURVEY - 10_000);
  await used(0);
  turn({ schedules: true });
  await clock.moveTo(SURVEY + 10_000);
  turn({ schedules: false });
  return used(0);
}

async function oneSweep({ runtime, minutes }: RunningHouse, used: Meter): Promise<Metered> {
  runtime.turn({ schedules: true });
  await minutes(SWEEPS);
  const all = Object.entries(await used(0)).map(([name, count]) => [name, count / SWEEPS]);
  return Object.fromEntries(all);
}

/** What the engine says a transaction consumes, beside what AWS's documented arithmetic makes of the same items. */
async function checkOfTheMeter(house: RunningHouse): Promise<Figure[]> {
  const items = await itemsOfOneTicket(house.runtime, await house.as('customerApp'));
  const { client, transaction } = await bareTable(house.runtime);
  const { ConsumedCapacity = [] } = await client.send(transaction(items, 'TOTAL'));
  client.destroy();
  const reported = ConsumedCapacity.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
  const counted = items.reduce((sum, item) => sum + leastWriteUnits(undefined, item, true), 0);
  return [noted("the meter on one opening: reported / by AWS's arithmetic", `${reported} / ${counted}`)];
}

const COLUMNS: readonly (readonly [string, (row: Metered) => string])[] = [
  ['write units', ({ writeUnits }) => units(writeUnits)],
  ['least', ({ leastWriteUnits }) => units(leastWriteUnits)],
  ['read units', ({ readUnits }) => units(readUnits)],
  ['transitions', ({ transitions }) => units(transitions)],
  ['least', ({ leastTransitions }) => units(leastTransitions)],
  ['Lambda', ({ invocations }) => units(invocations)],
  ['events', ({ events }) => units(events)],
  ['requests', ({ requests }) => units(requests)],
  ['mails', ({ mails }) => units(mails)],
  ['USD per 1,000', (row) => (priceOf(row) * 1000).toFixed(4)],
];

const units = (count: number) => `${Math.round(count * 10) / 10}`;

function total(rows: readonly Row[]): Metered {
  const [first, ...others] = rows.map(({ name: _, ...used }) => used);
  return others.reduce<Metered>((sum, row) => {
    const added = Object.entries(row).map(([key, count]) => [key, count + sum[key as keyof Metered]]);
    return Object.fromEntries(added) as Metered;
  }, first as Metered);
}

function printSteps(how: string, { rows, survey }: Life): void {
  say(`  one complaint ${how}, handled on time`);
  const lines = [...rows, { name: 'sum', ...total(rows) }, survey];
  printRows([
    ['', ...COLUMNS.map(([title]) => title)],
    ...lines.map((row) => [row.name, ...COLUMNS.map(([, show]) => show(row))]),
  ]);
  say();
}

function bounded(how: string, life: Life): Figure[] {
  printSteps(how, life);
  const { writeUnits, transitions, leastTransitions } = total(life.rows);
  const withSurvey = writeUnits + INVITED * life.survey.writeUnits;
  const price = priceOf(total(life.rows)) + INVITED * priceOf(life.survey);
  return [
    atMost({ name: `write units ${how}, with a tenth of the survey`, value: withSurvey, bound: 100, show: units }),
    atMost({
      name: '  transitions, one a clock met in time',
      value: transitions,
      bound: leastTransitions,
      show: whole,
    }),
    noted('  USD per 1,000 complaints', (price * 1000).toFixed(2)),
  ];
}
