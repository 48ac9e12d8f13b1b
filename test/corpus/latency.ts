import { within } from './figures.ts';
import { type WatchedCall, watchGateway } from './gateway-watch.ts';
import { type MailHouse, mailHouse } from './mail-house.ts';

const RUNS = 5;
const MAILS_A_RUN = 40;
const WARMING = 10;
const GOAL = 150; // milliseconds, half of the mails

type Mail = {
  /** Milliseconds from the 250 to the answer of the transaction that holds ticket, message and marks. */
  readonly committed: number;
  /** The calls until then, each with its own milliseconds. */
  readonly calls: readonly WatchedCall[];
};

/**
 * How long a mail is on its way from the 250 of the SMTP port to its committed ticket, in a quiet house: until the table answered the
 * last `TransactWriteItems` of the function that receives mails, seen at the gateway from outside.
 */
export async function latency(): Promise<string[]> {
  const house = await mailHouse();
  try {
    let number = 0;
    const run = async (count: number) => {
      const mails: Mail[] = [];
      for (let nth = 0; nth < count; nth += 1) {
        number += 1;
        mails.push(await measured(house, number));
      }
      return mails;
    };
    await run(WARMING);
    const runs: Mail[][] = [];
    for (let nth = 0; nth < RUNS; nth += 1) runs.push(await run(MAILS_A_RUN));
    return figures(runs);
  } finally {
    await house.stop();
  }
}

/** Each from somebody else, so that every mail opens a ticket and makes a customer. */
async function measured(house: MailHouse, number: number): Promise<Mail> {
  const from = `customer${number}@corpus.example`;
  const raw = Buffer.from(
    [
      `From: Customer ${number} <${from}>`,
      `To: service@${house.domain}`,
      `Subject: =?utf-8?B?${Buffer.from(`杯子碎了 ${number}`).toString('base64')}?=`,
      `Message-ID: <${number}@corpus.example>`,
      ...[
        'Content-Type: text/plain; charset=utf-8',
        '',
        '今天收到的杯子是碎的，请换一个。订单 SO-1001，电话 13812345678。',
        '',
      ],
    ].join('\r\n'),
  );
  const calls: WatchedCall[] = [];
  const stop = watchGateway(house.runtime, (call) => {
    if (call.caller === house.receiver) calls.push(call);
  });
  await house.send({ from, to: `service@${house.domain}`, raw });
  const accepted = performance.now();
  await house.runtime.settled();
  stop();
  const last = calls.findLastIndex(({ operation }) => operation === 'TransactWriteItems');
  return { committed: (calls[last]?.done ?? Number.NaN) - accepted, calls: calls.slice(0, last + 1) };
}

function figures(runs: readonly Mail[][]): string[] {
  const halves = runs.map((mails) =>
    at(
      0.5,
      mails.map(({ committed }) => committed),
    ),
  );
  const most = runs.map((mails) =>
    at(
      0.95,
      mails.map(({ committed }) => committed),
    ),
  );
  const sorted = (all: readonly number[]) => all.toSorted((one, other) => one - other);
  const [best, median] = [sorted(halves)[0]!, at(0.5, halves)];
  const told = (values: readonly number[]) => values.map((value) => value.toFixed(0)).join(', ');
  return [
    `from 250 to the committed ticket, ${RUNS} runs of ${MAILS_A_RUN} mails: p50 of each ${told(halves)} ms, p95 ${told(most)} ms`,
    `p50 of the best run ${best.toFixed(0)} ms, of the median run ${median.toFixed(0)} ms (at most ${GOAL}: ${within(median <= GOAL)})`,
    `of these, waiting for ${waits(runs.flat())}`,
  ];
}

/** What the calls cost at the median, by their name. */
function waits(mails: readonly Mail[]): string {
  const names = new Set(mails.flatMap(({ calls }) => calls.map(({ operation }) => operation)));
  const of = (name: string) =>
    mails.map(({ calls }) => {
      const its = calls.filter(({ operation }) => operation === name);
      return { times: its.length, took: its.reduce((sum, { begun, done }) => sum + done - begun, 0) };
    });
  return [...names]
    .map((name) => {
      const all = of(name);
      return `${at(
        0.5,
        all.map(({ times }) => times),
      )} ${name} ${at(
        0.5,
        all.map(({ took }) => took),
      ).toFixed(1)} ms`;
    })
    .join(', ');
}

function at(share: number, all: readonly number[]): number {
  const sorted = all.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}

if (import.meta.main) process.stdout.write(`${(await latency()).join('\n')}\n`);
