import { describe, expect, it } from 'vitest';
import { at } from '#platform/time/instant.ts';
import { type Invitation, invite, invited } from '#surveys/invitation.ts';
import { inviteQuarter } from '#surveys/invite-quarter.ts';
import { Quarter } from '#surveys/quarter.ts';
import { rememberServed } from '#surveys/remember-served.ts';
import type { Served, Survey } from '#surveys/survey.ts';
import type { SurveyStore } from '#surveys/survey-store.ts';
import { TicketId } from '#tickets/ticket.ts';

const quarter = Quarter.parse('2026Q1');
const quarterStart = at('2026-04-01T01:00:00Z');
const ticketId = TicketId.parse('tkt_0123456789abcdefghjkmn8fq2');

const closed = (customerId: string, parts: object = {}) => ({
  id: `${ticketId}.9.0`,
  type: 'TicketClosed',
  subject: ticketId,
  at: at('2026-02-10T08:00:00Z'),
  by: 'mira',
  customerId,
  ...parts,
});

/** A survey store that lasts as long as its test; `dies` says after how many invitations it does. */
function memorySurveys() {
  const served = new Map<string, Served>();
  const surveys = new Map<string, Survey>();
  const invitations = new Map<string, Invitation>();
  let left = Number.POSITIVE_INFINITY;
  const store: SurveyStore = {
    remember: async (customer) => {
      const key = `${customer.quarter} ${customer.customerId}`;
      if (!served.has(key)) served.set(key, customer);
    },
    servedIn: async (wanted) => [...served.values()].filter((customer) => customer.quarter === wanted),
    find: async (wanted) => surveys.get(wanted),
    begin: async (survey) => {
      const begun = surveys.get(survey.quarter) ?? { ...survey, version: 1 };
      surveys.set(survey.quarter, begun);
      return begun;
    },
    finish: async (survey) => void surveys.set(survey.quarter, survey),
    invite: async (one) => {
      if (left-- <= 0) throw new Error('the function died');
      if (!invitations.has(one.id)) invitations.set(one.id, one);
    },
  };
  return {
    store,
    served,
    surveys,
    invitations,
    dies: (after: number) => {
      left = after;
    },
  };
}

function aQuarter(customers: number) {
  const memory = memorySurveys();
  let now = at('2026-03-15T00:00:00Z');
  let seeds = 0;
  const needs = { surveys: memory.store, clock: () => now, newSeed: () => `seed ${++seeds}` };
  const remember = rememberServed(needs);
  return {
    ...memory,
    remember,
    serveAll: async () => {
      for (let each = 0; each < customers; each += 1) await remember(closed(`cus_${each}`));
    },
    invite: async (moment = quarterStart) => {
      now = moment;
      await inviteQuarter(needs)(quarterStart);
    },
    ids: () => [...memory.invitations.keys()].sort(),
  };
}

describe('remembering who was served', () => {
  it('notes a customer once in a quarter', async () => {
    const { remember, served } = aQuarter(0);
    await remember(closed('cus_li'));
    await remember(closed('cus_li', { at: at('2026-03-01T00:00:00Z') }));
    await remember(closed('cus_li', { at: at('2026-03-31T16:00:00Z') }));

    expect([...served.keys()]).toEqual(['2026Q1 cus_li', '2026Q2 cus_li']);
  });

  it('notes nobody whose ticket ended because they are erased', async () => {
    const { remember, served } = aQuarter(0);
    await remember(closed('cus_gone', { because: 'personErased' }));

    expect(served.size).toBe(0);
  });
});

describe('inviting a quarter', () => {
  it('asks a tenth of those served in the quarter that ended', async () => {
    const run = aQuarter(205);
    await run.serveAll();
    await run.remember(closed('cus_late', { at: at('2026-03-31T16:00:00Z') }));
    await run.invite();

    expect(run.invitations.size).toBe(21);
    expect([...run.invitations.values()].every((one) => one.quarter === quarter)).toBe(true);
    expect(run.surveys.get(quarter)?.done).toEqual({ served: 205, invited: 21 });
  });

  it('asks nobody a second time when it runs again', async () => {
    const run = aQuarter(205);
    await run.serveAll();
    await run.invite();
    const first = run.ids();
    await run.invite(at('2026-04-02T01:00:00Z'));

    expect(run.ids()).toEqual(first);
  });

  it('asks the same ones after it died in the middle, whoever was noted meanwhile', async () => {
    const whole = aQuarter(205);
    await whole.serveAll();
    await whole.invite();

    const broken = aQuarter(205);
    await broken.serveAll();
    broken.dies(7);
    await expect(broken.invite()).rejects.toThrow('failed');
    expect(broken.invitations.size).toBe(7);
    expect(broken.surveys.get(quarter)?.done).toBeUndefined();

    broken.dies(Number.POSITIVE_INFINITY);
    for (let each = 0; each < 100; each += 1) await broken.store.remember(servedLate(`late_${each}`));
    await broken.invite(at('2026-04-01T02:00:00Z'));

    expect(broken.ids()).toEqual(whole.ids());
  });

  it('is done at once when nobody was served', async () => {
    const run = aQuarter(0);
    await run.invite();

    expect(run.surveys.get(quarter)?.done).toEqual({ served: 0, invited: 0 });
  });
});

const servedLate = (customerId: string): Served => ({
  quarter,
  customerId,
  ticketId,
  rememberedAt: at('2026-04-01T01:30:00Z'),
});

describe('an invitation', () => {
  const survey: Survey = { quarter, seed: 'secret', startedAt: quarterStart, version: 1 };

  it('has the same id whenever it is made, and another one under another seed', () => {
    const one = invite(servedLate('cus_li'), survey);

    expect(invite(servedLate('cus_li'), survey)).toEqual(one);
    expect(one.id).toMatch(/^inv_[0-9a-z]{26}$/);
    expect(invite(servedLate('cus_li'), { ...survey, seed: 'other' }).id).not.toBe(one.id);
    expect(invite(servedLate('cus_han'), survey).id).not.toBe(one.id);
  });

  it('is told with ids alone', () => {
    const one = invite(servedLate('cus_li'), survey);

    expect(invited(one, 'kefu')).toEqual({
      id: `${ticketId}.survey.2026Q1`,
      type: 'SurveyInvited',
      subject: ticketId,
      at: quarterStart,
      by: 'kefu',
      customerId: 'cus_li',
      quarter: '2026Q1',
      invitationId: one.id,
    });
  });
});
