import type { Sent } from '../../infra/local/outbox.ts';
import type { MailHouse } from './mail-house.ts';

export type Play = {
  readonly name: string;
  readonly houses: readonly MailHouse[];
  /** Somebody writes first. */
  begin(): Promise<unknown>;
  /** Whether the other side gets this mail of a house, and answers it. */
  isTo(mail: Sent): boolean;
  answer(mail: Sent, of: MailHouse): Promise<unknown>;
};

const HALF_A_DAY = 12 * 60;
const ROUNDS = 3; // of the desk in half a day: six times a day it finishes what three mails a day may open again
const TOLD_EVERY = 10; // half days
const MOST_EXCHANGES = 200; // a loop that nothing ends does not end here either

/**
 * Lets days go by: every morning somebody writes, every mail is answered at once, and the desk finishes the day's ticket again and
 * again. Answers whether every exchange came to its end.
 */
export async function playDays(play: Play, days: number): Promise<boolean> {
  const answered = new Set<string>();
  let ended = true;
  for (let half = 0; half < 2 * days; half += 1) {
    if (half % 2 === 0) await play.begin();
    if (half > 0 && half % TOLD_EVERY === 0) {
      process.stderr.write(`${play.name}: ${half / 2} days, ${answered.size} mails answered\n`);
    }
    ended &&= await untilQuiet(play, answered);
    const desks = await Promise.all(play.houses.map(desk));
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const finishes of desks) await finishes();
      ended &&= await untilQuiet(play, answered);
    }
    for (const house of play.houses) await house.minutes(HALF_A_DAY);
  }
  return ended;
}

async function untilQuiet({ houses, isTo, answer }: Play, answered: Set<string>): Promise<boolean> {
  for (let exchange = 0; exchange < MOST_EXCHANGES; exchange += 1) {
    for (const { runtime } of houses) await runtime.settled();
    const fresh = houses.flatMap((house) =>
      house.runtime
        .outbox()
        .filter((mail) => isTo(mail) && !answered.has(mail.id))
        .map((mail) => ({ mail, house })),
    );
    if (fresh.length === 0) return true;
    for (const { mail, house } of fresh) {
      answered.add(mail.id);
      await answer(mail, house);
    }
  }
  return false;
}

type Listed = { readonly tickets: readonly { readonly id: string }[] };

/** An agent who answers the newest ticket and finishes it, whenever it was opened again. */
async function desk({ as, runtime }: MailHouse): Promise<() => Promise<void>> {
  const mira = await as('agent');
  const { body } = await mira.get<Listed>('/v1/tickets?open=true&page[size]=1');
  const [newest] = body.tickets;
  const path = `/v1/tickets/${newest?.id}`;
  return async () => {
    const { body: ticket } = await mira.get(path);
    if (!newest || ticket['status'] === 'resolved') return;
    await mira.post(`${path}/take`);
    await mira.post(`${path}/replies`, { text: 'Thank you, we look into it.' });
    await mira.post(`${path}/resolve`, { cause: 'a question', result: 'answered it', prevention: 'none is needed' });
    await runtime.settled();
  };
}
