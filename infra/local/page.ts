import type { Door } from './http-server.ts';
import { type Answer, type Asked, message } from './http-server.ts';
import { isFromHere } from './loopback.ts';
import type { Sent } from './outbox.ts';
import { isForm } from './page-fields.ts';
import { readMove } from './page-move.ts';
import type { Why } from './page-refusals.ts';
import { letSmsIn } from './page-sms.ts';
import { type Some, view } from './page-view.ts';
import type { Queues } from './queues.ts';
import type { SmsDoor } from './sms-in.ts';
import type { ListedExecution } from './states.ts';
import type { VirtualClock } from './virtual-clock.ts';

type Given = {
  clock: VirtualClock;
  mails: { sent(): Sent[] };
  texts: { sent(): Sent[] };
  states: { list(): ListedExecution[] };
  queues: Pick<Queues, 'list'>;
  smsDoor: SmsDoor;
};

const MOST_SHOWN = 50;
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
};

const BACK: Answer = { status: 303, headers: { ...HEADERS, location: '/_local' } };

/** The page under `/_local`: what left the house, what waits, and the hands of its clock. */
export function page(given: Given): Door {
  const outbox = () =>
    [...given.mails.sent(), ...given.texts.sent()].sort((one, other) => (one.at < other.at ? -1 : 1));
  const running = () =>
    given.states
      .list()
      .filter(({ status }) => status === 'RUNNING')
      .sort(bySoonest);
  const now = () => new Date(given.clock.now()).toISOString();

  async function move(asked: Asked): Promise<Answer> {
    const read = readMove(asked, given.clock.now());
    const fromForm = isForm(asked);
    if ('refused' in read) return fromForm ? show(read.why) : refusal(400, read.refused);
    if (read.target < given.clock.now()) {
      const late = `${new Date(read.target).toISOString()} is before the house's time, ${now()}. The clock does not go back.`;
      return fromForm ? show('past', 409) : refusal(409, late);
    }
    await given.clock.moveTo(read.target);
    return fromForm ? BACK : json(200, { now: now() });
  }

  function receiveSms(asked: Asked): Answer {
    const outcome = letSmsIn(asked, given.smsDoor);
    if ('id' in outcome) return isForm(asked) ? BACK : json(200, outcome);
    return isForm(asked) ? show(outcome.why, outcome.status) : refusal(outcome.status, outcome.refused);
  }

  function show(why?: Why, status = why === undefined ? 200 : 400): Answer {
    const body = view({
      now: now(),
      outbox: some(outbox().reverse()),
      running: some(running()),
      queues: given.queues.list(),
      ...(why !== undefined && { why }),
    });
    return { status, headers: { ...HEADERS, 'content-type': 'text/html; charset=utf-8' }, body };
  }

  const answers: Record<string, (asked: Asked) => Answer | Promise<Answer>> = {
    'GET /_local': () => show(),
    'GET /_local/outbox': () => json(200, outbox()),
    'GET /_local/clocks': () => json(200, running()),
    'GET /_local/clock': () => json(200, { now: now() }),
    'POST /_local/clock': move,
    'POST /_local/sms': receiveSms,
  };
  return async (asked) => {
    const path = asked.path.replace(/\/$/, '');
    if (path !== '/_local' && !path.startsWith('/_local/')) return undefined;
    if (!isFromHere(asked)) return refusal(403, 'This page answers this computer only.');
    const answer = answers[`${asked.method === 'HEAD' ? 'GET' : asked.method} ${path}`];
    return answer ? answer(asked) : { ...message(404, 'Not Found') };
  };
}

const some = <One>(all: One[]): Some<One> => ({ shown: all.slice(0, MOST_SHOWN), of: all.length });

function bySoonest(one: ListedExecution, other: ListedExecution): number {
  return (one.wakesAt ?? '~') < (other.wakesAt ?? '~') ? -1 : 1;
}

const refusal = (status: number, sentence: string): Answer => message(status, sentence, HEADERS);
const json = (status: number, body: unknown): Answer => ({
  status,
  headers: { ...HEADERS, 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
