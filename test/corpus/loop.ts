import { within } from './figures.ts';
import { type LoopFigures, loopFigures } from './loop-figures.ts';
import { type Play, playDays } from './loop-play.ts';
import { mailHouse } from './mail-house.ts';
import { MANNERS, type Manner, responder } from './responder.ts';
import { twoHouses } from './two-houses.ts';

const DAYS = 30;
const CAPS = { automatic: 5, acknowledgements: 1, reopenings: 3 } as const;
// Twenty acknowledgements a domain, and what the desk writes itself, are all there is to answer.
const TICKETS_A_DAY = 40;

type Staged = Play & { stop(): Promise<void> };

/** A house and a machine that answers every mail and cannot be known as one, and two houses, for thirty days of their time. */
export async function loop(days = DAYS): Promise<string[]> {
  const lines: string[] = [];
  for (const stage of [...Object.values(MANNERS).map((manner) => () => withMachine(manner)), twoHouses]) {
    lines.push(...(await played(await stage(), days)));
  }
  return lines;
}

/** A house, and the machine of this manner at the other end. */
export async function withMachine(manner: Manner, assembly?: string): Promise<Staged> {
  const house = await mailHouse(assembly);
  house.runtime.turn({ stateMachines: false }); // clocks tell the staff alone here, and would only take time
  const machine = responder(manner, `service@${house.domain}`);
  return {
    ...{ name: manner.name, houses: [house], isTo: machine.isTo, stop: house.stop },
    begin: () => house.send(machine.begin()),
    answer: (mail) => house.send(machine.answer(mail)),
  };
}

async function played(play: Staged, days: number): Promise<string[]> {
  const start = performance.now();
  try {
    const ended = await playDays(play, days);
    const figures = await Promise.all(play.houses.map((house) => loopFigures(house, play.isTo)));
    const crashes = play.houses.flatMap((house) => house.faults().crashes);
    const seconds = ((performance.now() - start) / 1_000).toFixed(0);
    return [
      ...figures.map(
        (one) => `${play.name}, ${days} days: ${told(one, ended && crashes.length === 0, days)} (${seconds} s)`,
      ),
      ...crashes.slice(0, 3).map((crash) => crash.slice(0, 300)),
    ];
  } finally {
    await play.stop();
  }
}

function told(
  { tickets, automatic, ofATicket, toAnAddress, reopenings }: LoopFigures,
  ended: boolean,
  days: number,
): string {
  const isBelow = ofATicket <= CAPS.automatic && toAnAddress <= CAPS.acknowledgements && reopenings <= CAPS.reopenings;
  return [
    `${tickets} tickets, ${automatic} automatic mails; on one day at most ${ofATicket} of a ticket`,
    `${toAnAddress} acknowledgements to an address, ${reopenings} reopenings of a ticket by mail`,
    ended ? 'every exchange ended' : 'an exchange DID NOT END, or something failed',
    within(isBelow && ended && automatic > 0 && tickets <= TICKETS_A_DAY * days),
  ].join(', ');
}

if (import.meta.main) process.stdout.write(`${(await loop(Number(process.argv[2] ?? DAYS))).join('\n')}\n`);
