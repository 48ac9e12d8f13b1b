import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller, RunningHouse } from '../support/house.ts';
import { aHouse, done, opened, path, RECORD, SOLUTION } from './a-house.ts';

const ANSWER = { text: '非常抱歉，我们会立即核实。' };
const PAUSE = { reason: 'waitingForCustomer' };
const ASKED = { satisfied: true, satisfaction: 4, text: '客户觉得还可以' };

/** An act, who does it, and with which body. */
const ACTS = {
  take: ['lena', 'take', undefined],
  assign: ['tang', 'assign', { to: 'omar' }],
  answer: ['lena', 'replies', ANSWER],
  ask: ['shop', 'replies', { text: '有进展吗？' }],
  offer: ['lena', 'solutions', SOLUTION],
  accept: ['shop', 'solutions/1/accept', undefined],
  reject: ['shop', 'solutions/1/reject', { reason: '不合适' }],
  resolve: ['lena', 'resolve', RECORD],
  resolveUnagreed: ['lena', 'resolve', { ...RECORD, withoutAgreement: 'customerUnreachable' }],
  close: ['lena', 'close', { category: 'delivery' }],
  closeBare: ['lena', 'close', undefined],
  followUp: ['lena', 'follow-up', ASKED],
  reopen: ['shop', 'reopen', { reason: '又碎了' }],
  sameClass: ['lena', 'reclassify', { class: 'B', reason: '复核' }],
  reclassify: ['lena', 'reclassify', { class: 'C', reason: '复核' }],
  pause: ['lena', 'pause', PAUSE],
  pauseForLunch: ['lena', 'pause', { reason: 'lunch' }],
  pauseBack: ['lena', 'pause', { ...PAUSE, until: '1970-01-01T00:00:00Z' }],
  resume: ['lena', 'resume', undefined],
  acknowledge: ['tang', 'escalations/1/acknowledge', undefined],
} as const;
type Act = keyof typeof ACTS;

/** What leads to a state, after the one before it. */
const WAY: Record<string, { from?: string; acts: [string, string, unknown?][] }> = {
  received: { acts: [] },
  assigned: { acts: [['tang', 'assign', { to: 'lena' }]] },
  answered: { acts: [['lena', 'replies', ANSWER]] },
  waiting: { from: 'answered', acts: [['lena', 'pause', PAUSE]] },
  offered: { from: 'answered', acts: [['lena', 'solutions', SOLUTION]] },
  agreed: { from: 'offered', acts: [['shop', 'solutions/1/accept']] },
  resolved: { from: 'agreed', acts: [['lena', 'resolve', RECORD]] },
  closed: { from: 'resolved', acts: [['lena', 'close', { category: 'delivery' }]] },
  followedUp: { from: 'closed', acts: [['lena', 'follow-up', ASKED]] },
  reopened: { from: 'closed', acts: [['shop', 'reopen', { reason: '又碎了' }]] },
  resolvedUnagreed: {
    from: 'offered',
    acts: [['tang', 'resolve', { ...RECORD, withoutAgreement: 'customerUnreachable' }]],
  },
};

const OPEN = {
  close: 'ticket.not-resolved',
  followUp: 'followUp.not-closed',
  reopen: 'ticket.not-finished',
  sameClass: 'ticket.same-class',
  acknowledge: 'escalation.not-raised',
} as const;
const WORKING = {
  ...OPEN,
  take: 'ticket.in-progress',
  resume: 'ticket.not-paused',
  pauseForLunch: 'pause.reason',
  pauseBack: 'pause.until',
} as const;
const UNDECIDED = { resolve: 'complaint.not-agreed', resolveUnagreed: 'complaint.leader-decides' } as const;
const NO_OFFER = { accept: 'solution.missing', reject: 'solution.missing' } as const;
const DECIDED = { accept: 'solution.decided', reject: 'solution.decided' } as const;
const FINISHED = {
  ...{ take: 'ticket.finished', assign: 'ticket.finished', answer: 'ticket.finished', ask: 'ticket.finished' },
  ...{ resolve: 'ticket.finished', reclassify: 'ticket.finished', pause: 'ticket.finished' },
  ...{ offer: 'complaint.not-in-progress', resume: 'ticket.not-paused', acknowledge: 'escalation.not-raised' },
} as const;
const UNHELD = 'ticket.nobody-holds';

/** In which state which act is refused, and why. */
const REFUSED: Record<keyof typeof WAY, Partial<Record<Act, string>>> = {
  received: {
    ...OPEN,
    ...NO_OFFER,
    resolve: UNHELD,
    pause: UNHELD,
    resume: UNHELD,
    offer: 'complaint.not-in-progress',
  },
  assigned: { ...OPEN, ...NO_OFFER, ...UNDECIDED, offer: 'ticket.not-answered', resume: 'ticket.not-paused' },
  answered: { ...WORKING, ...NO_OFFER, ...UNDECIDED },
  waiting: { ...OPEN, ...NO_OFFER, ...UNDECIDED, take: 'ticket.in-progress', pause: 'ticket.paused' },
  offered: { ...WORKING, ...UNDECIDED, offer: 'solution.pending' },
  agreed: { ...WORKING, ...DECIDED, offer: 'solution.agreed' },
  resolved: { ...FINISHED, ...DECIDED, followUp: 'followUp.not-closed', closeBare: 'complaint.category' },
  closed: { ...FINISHED, ...DECIDED, close: 'ticket.not-resolved' },
  followedUp: { ...FINISHED, ...DECIDED, close: 'ticket.not-resolved', followUp: 'followUp.recorded' },
  reopened: { ...OPEN, ...DECIDED, ...UNDECIDED, resume: 'ticket.not-paused' },
  resolvedUnagreed: {
    ...FINISHED,
    ...{ accept: 'complaint.not-in-progress', reject: 'complaint.not-in-progress', followUp: 'followUp.not-closed' },
  },
};

let house: RunningHouse;
let people: Record<string, Caller>;

beforeAll(async () => {
  house = await aHouse();
  const [shop, lena, tang] = await Promise.all(
    ['customerApp', 'complaintSpecialist', 'teamLeader'].map((role) => house.as(role)),
  );
  people = { shop: shop!, lena: lena!, tang: tang! };
});
afterAll(() => house.stop());

async function aComplaint(state: string): Promise<string> {
  const { from, acts } = WAY[state]!;
  const ticket = from ? await aComplaint(from) : await opened(house, people['shop']!);
  for (const [who, act, body] of acts) await done(house, people[who]!.post(path(ticket, act), body));
  return ticket;
}

describe.each(Object.entries(REFUSED))('a complaint that is %s', (state, refused) => {
  it('refuses every step that is not its own, names the reason and stays as it is', async () => {
    const ticket = await aComplaint(state);
    const before = await people['lena']!.get(path(ticket));
    const codes: Record<string, unknown> = {};
    for (const act of Object.keys(refused) as Act[]) {
      const [who, step, body] = ACTS[act];
      const answer = await people[who]!.post(path(ticket, step), body);
      codes[act] = answer.status >= 400 && answer.status < 500 ? answer.body['code'] : answer.status;
    }

    expect(codes).toEqual(refused);
    expect(await people['lena']!.get(path(ticket))).toMatchObject({
      body: before.body,
      headers: { etag: before.headers['etag'] },
    });
  });
});

describe('an enquiry', () => {
  it('knows no solution, no decision and no follow-up', async () => {
    const ticket = await opened(house, people['shop']!, { kind: 'enquiry' });
    await done(house, people['lena']!.post(path(ticket, 'replies'), ANSWER));
    const acts = (['offer', 'accept', 'followUp'] as const).map((act) => ACTS[act]);
    const answers = await Promise.all(acts.map(([who, step, body]) => people[who]!.post(path(ticket, step), body)));

    expect(answers.map(({ body }) => body['code'])).toEqual(['complaint.none', 'complaint.none', 'complaint.none']);
  });

  it('is not paused while it has no promise that could rest: nothing would end the pause', async () => {
    const ticket = await opened(house, people['shop']!, { kind: 'enquiry' });
    await done(house, people['lena']!.post(path(ticket, 'replies'), ANSWER));

    expect(await people['lena']!.post(path(ticket, 'pause'), PAUSE)).toMatchObject({
      status: 409,
      body: { code: 'pause.nothing-rests' },
    });
    expect((await people['lena']!.get(path(ticket))).body).toMatchObject({ status: 'inProgress' });
  });
});
