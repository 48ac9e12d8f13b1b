import { request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { solve } from '../stores/solve.ts';
import { callerWith, openHouse, type RunningHouse } from '../support/house.ts';

const EACH = 200;
const WARMING = 10;
const LETTERS_A_SENDER = 8; // fewer than the form takes from one address

type Ask = (email: string) => Promise<number>;

const known = (nth: number) => `known-${nth}@example.com`;
const unknown = (nth: number) => `nobody-${nth}@example.com`;

/** Whether the time of an answer tells who is known (B7): 200 addresses of customers and 200 of nobody, in turn, their medians as a ratio. */
export async function enumeration(): Promise<string[]> {
  const house = await openHouse();
  try {
    house.runtime.turn({ schedules: false });
    const shop = await house.as('customerApp');
    for (let nth = 0; nth < EACH + WARMING; nth += 1) await makeKnown(shop, nth);
    await house.runtime.settled();
    const agent = await house.as('agent');
    const search: Ask = async (email) => timed(() => agent.post('/v1/customers/search', { email }));
    return [await compared('search', search), await compared('form', letters(house))];
  } finally {
    await house.stop();
  }
}

async function makeKnown(shop: Awaited<ReturnType<RunningHouse['as']>>, nth: number): Promise<void> {
  const requester = { customerId: `u-${nth}`, email: known(nth) };
  const ticket = { kind: 'enquiry', channel: 'web', subject: '问尺码', body: '想问尺码', requester };
  const { status } = await shop.post('/v1/tickets', ticket);
  if (status === 201) return;
  if (status !== 429) throw new Error(`A customer could not be made known: ${status}`);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await makeKnown(shop, nth);
}

/** Letters through the form, each with its own challenge, solved before the time is taken. */
function letters({ runtime }: RunningHouse): Ask {
  const nobody = callerWith(runtime.url, '');
  let sent = 0;
  return async (email) => {
    const { body: task } = await nobody.get<{ challenge: string; bits: number }>('/v1/forms/challenge');
    const answer = solve(task.challenge, task.bits);
    const sender = 2 + Math.floor(sent / LETTERS_A_SENDER);
    sent += 1;
    const letter = { challenge: task.challenge, answer, email, subject: '想问一下', text: '还有红色的吗？' };
    return timed(() => sendFrom(`127.0.0.${sender}`, `${runtime.url}/v1/forms/contact`, JSON.stringify(letter)));
  };
}

function sendFrom(localAddress: string, url: string, body: string): Promise<{ status: number }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', localAddress, headers }, (answer) => {
      answer.resume().on('end', () => resolve({ status: answer.statusCode ?? 0 }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function timed(asked: () => Promise<{ readonly status: number }>): Promise<number> {
  const from = performance.now();
  const { status } = await asked();
  if (status !== 200) throw new Error(`An answer of ${status} measures nothing`);
  return performance.now() - from;
}

/** Known and unknown in turn, so that whatever else the machine does falls on both. */
async function compared(what: string, ask: Ask): Promise<string> {
  for (let nth = EACH; nth < EACH + WARMING; nth += 1) for (const email of [known(nth), unknown(nth)]) await ask(email);
  const [ofKnown, ofUnknown]: [number[], number[]] = [[], []];
  for (let nth = 0; nth < EACH; nth += 1) {
    ofKnown.push(await ask(known(nth)));
    ofUnknown.push(await ask(unknown(nth)));
  }
  const [one, other] = [median(ofKnown), median(ofUnknown)];
  const ratio = (one / other).toFixed(3);
  return `${what}: ${EACH} known p50 ${one.toFixed(2)} ms, ${EACH} unknown p50 ${other.toFixed(2)} ms, ratio ${ratio}`;
}

const median = (times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[times.length >> 1] ?? 0;
