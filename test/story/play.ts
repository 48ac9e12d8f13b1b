import type { Answer, Caller, RunningHouse } from '../support/house.ts';
import type { Handling } from './handling.ts';

export type Review = { readonly row: string; readonly text: string };

/** Every answer the house gave, so that what it accepted can be compared with what it kept. */
export type Ledger = {
  readonly opened: string[];
  readonly accepted: { ticket: string; act: string }[];
  readonly refused: string[];
};

const MINUTE = 60_000;
const NOTICES_ON_THEIR_WAY = 32; // as many may be underway while the clock goes on
const DAY = 24 * 60;
const DAYS = 3 * 7;
const RECORD = {
  cause: '包装太薄，运输中破损',
  result: '已为客户更换新品，客户表示接受',
  prevention: '改用加厚包装并抽检',
};

type Play = {
  readonly house: RunningHouse;
  readonly ledger: Ledger;
  readonly begin: number;
  readonly shop: Caller;
  readonly lena: Caller;
  readonly tang: Caller;
};

/** Says how far a play is: how many of its days are over, and how many complaints were opened in them. */
export type DayOver = (day: { readonly over: number; readonly of: number; readonly opened: number }) => void;

/** Lives three virtual weeks: every complaint opens, is handled as planned, and the clocks do the rest. */
export async function play(
  house: RunningHouse,
  reviews: readonly Review[],
  plans: readonly Handling[],
  dayOver: DayOver = () => {},
): Promise<Ledger> {
  const [shop, lena, tang] = await Promise.all([
    house.as('customerApp'),
    house.as('complaintSpecialist'),
    house.as('teamLeader'),
  ]);
  const ledger: Ledger = { opened: [], accepted: [], refused: [] };
  const begin = house.runtime.clock.now();
  const scene = { house, ledger, begin, shop, lena, tang };
  plans.forEach((plan, index) => {
    const review = reviews[index];
    if (review) later(scene, begin + plan.openedAfterMinutes * MINUTE, () => open(scene, review, plan));
  });
  for (let over = 1; over <= DAYS; over += 1) {
    const tell = () => dayOver({ over, of: DAYS, opened: ledger.opened.length });
    house.runtime.clock.at(begin + over * DAY * MINUTE, tell);
  }
  await house.runtime.clock.moveTo(begin + DAYS * DAY * MINUTE, NOTICES_ON_THEIR_WAY);
  await house.runtime.settled();
  return ledger;
}

/** Does something when the clock reaches a moment; the clock waits until it is done. */
function later({ house }: Play, due: number, act: () => Promise<void>): void {
  house.runtime.clock.at(due, () => {
    const done = house.runtime.work.begin();
    void act().finally(done);
  });
}

function after(scene: Play, minutes: number | undefined, act: () => Promise<void>): void {
  if (minutes !== undefined) later(scene, scene.house.runtime.clock.now() + minutes * MINUTE, act);
}

async function open(scene: Play, { row, text }: Review, plan: Handling): Promise<void> {
  const { channel, affectedCustomers } = plan;
  const { status, body } = await scene.shop.post('/v1/tickets', {
    kind: 'complaint',
    channel,
    subject: `评价 ${row}`,
    body: text,
    affectedCustomers,
    requester: { customerId: `cus_${row}`, email: `c${row}@example.com` },
    externalId: { source: 'reviews', id: row },
  });
  if (status !== 201) {
    scene.ledger.refused.push(`open ${row}: ${status} ${JSON.stringify(body)}`);
    return;
  }
  const ticket = String(body['id']);
  scene.ledger.opened.push(ticket);
  after(scene, plan.answeredAfter, () => answer(scene, ticket, plan));
  after(scene, plan.acknowledgedAfter, () => acknowledge(scene, ticket));
}

async function act(scene: Play, ticket: string, name: string, call: Promise<Answer>): Promise<boolean> {
  const { status, body } = await call;
  if (status < 300) scene.ledger.accepted.push({ ticket, act: name });
  else scene.ledger.refused.push(`${name} ${ticket}: ${status} ${JSON.stringify(body)}`);
  return status < 300;
}

/** The leader acknowledges the highest level there is, if any: a refusal is an ordinary answer here, as is a promise kept meanwhile. */
async function acknowledge({ house, tang, ledger }: Play, ticket: string): Promise<void> {
  const since = new Date(house.runtime.clock.now()).toISOString();
  for (const level of [3, 2, 1]) {
    const { status, body } = await tang.post<{ clocks?: { acknowledgedAt?: string }[] }>(
      `/v1/tickets/${ticket}/escalations/${level}/acknowledge`,
      {},
    );
    if (status >= 300) continue;
    if (body.clocks?.some(({ acknowledgedAt = '' }) => acknowledgedAt >= since)) {
      ledger.accepted.push({ ticket, act: 'EscalationAcknowledged' });
    }
    return;
  }
}

async function answer(scene: Play, ticket: string, plan: Handling): Promise<void> {
  const text = '非常抱歉给您带来不便，我们会立即核实。';
  await act(scene, ticket, 'TicketReplied', scene.lena.post(`/v1/tickets/${ticket}/replies`, { text }));
  after(scene, plan.offeredAfter, () => offer(scene, ticket, plan, 1));
}

async function offer(scene: Play, ticket: string, plan: Handling, number: number): Promise<void> {
  const solution = { type: 'exchange', text: '为您更换新品，今天发出。' };
  await act(scene, ticket, 'SolutionOffered', scene.lena.post(`/v1/tickets/${ticket}/solutions`, solution));
  if (number === 1 && plan.firstOfferRejected) {
    const reason = { reason: '不想换货，希望退款' };
    await act(scene, ticket, 'SolutionRejected', scene.shop.post(`/v1/tickets/${ticket}/solutions/1/reject`, reason));
    after(scene, 45, () => offer(scene, ticket, plan, 2));
    return;
  }
  await act(scene, ticket, 'SolutionAccepted', scene.shop.post(`/v1/tickets/${ticket}/solutions/${number}/accept`));
  after(scene, plan.resolvedAfter, () => resolve(scene, ticket, plan));
}

async function resolve(scene: Play, ticket: string, plan: Handling): Promise<void> {
  await act(scene, ticket, 'TicketResolved', scene.lena.post(`/v1/tickets/${ticket}/resolve`, RECORD));
  after(scene, plan.closedAfter, () => close(scene, ticket, plan));
}

async function close(scene: Play, ticket: string, { followedUpAfter, satisfied }: Handling): Promise<void> {
  await act(
    scene,
    ticket,
    'TicketClosed',
    scene.lena.post(`/v1/tickets/${ticket}/close`, { category: 'productQuality' }),
  );
  after(scene, followedUpAfter, async () => {
    const answered = { satisfied, satisfaction: satisfied ? 5 : 1, text: satisfied ? '客户表示满意' : '客户仍不满意' };
    await act(scene, ticket, 'FollowUpRecorded', scene.lena.post(`/v1/tickets/${ticket}/follow-up`, answered));
  });
}
