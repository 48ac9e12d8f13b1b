import { beforeAll, describe, expect, it } from 'vitest';
import { nothingKnown, suppress, suppressionIndex, suppressionWrite } from '#intake/suppression/suppression.ts';
import { suppressions } from '#intake/suppression/suppression-store.ts';
import type { Addressed } from '#notices/address.ts';
import type { NewNotice } from '#notices/notice.ts';
import { permit } from '#notices/permit.ts';
import { eventWrite } from '#platform/events/timeline.ts';
import { Clear } from '#platform/personal/clear.ts';
import { smsCountries } from '#platform/sms/sms-countries.ts';
import { commit } from '#platform/store/commit.ts';
import { counterKey } from '#platform/store/counter.ts';
import type { Table } from '#platform/store/table.ts';
import { at, type Instant, plusMinutes } from '#platform/time/instant.ts';
import { aHouseKey, someKeys } from '../support/keys.ts';
import { aTable } from './a-table.ts';

const noon = at('2026-03-02T12:00:00Z');

let table: Table;
beforeAll(async () => {
  table = await aTable();
});

type Wish = {
  readonly channel?: 'mail' | 'sms';
  readonly address?: string;
  readonly template?: NewNotice['template'];
  readonly ticketId?: string;
  readonly cameIn?: 'email' | 'web';
  readonly stranger?: true;
  readonly eventId?: string;
  readonly at?: Instant;
};

let events = 0;

/** Asks whether this may be sent at a moment, to a customer who consented or not. */
function asking({ minutes = 0, consented = false } = {}) {
  const said = (given: boolean, moment: string) => [{ purpose: 'marketing', given, at: moment }];
  const known = { status: 'known', consents: said(!consented, '2026-01-01T00:00:00.000Z') };
  const merged = { status: 'merged', consents: said(consented, '2026-02-01T00:00:00.000Z') };
  const may = permit({
    suppressions: suppressions(() => table),
    customers: { family: async () => [known, merged] } as never,
    keys: someKeys(),
    table: () => table,
    clock: () => plusMinutes(noon, minutes),
    reaches: smsCountries(undefined),
  });
  return async (wish: Wish) => {
    const { channel = 'mail', address = '', template = 'received', ticketId = 'tkt_1', cameIn = 'email' } = wish;
    events += 1;
    const { eventId = `${ticketId}.${events}`, at: then = noon } = wish;
    const stranger = wish.stranger && { stranger: true };
    const where = new Clear(address);
    const to = { personId: 'cus_a', channel, address: where, cameIn, ...stranger } as Addressed & { address: Clear };
    const notice = { template, ticketId, eventId, at: then } as NewNotice;
    return (await may.forbids(to, notice)) ?? ((await may.counts(to, notice)) ? undefined : 'capped');
  };
}

const times = async (count: number, ask: () => Promise<unknown>) => {
  const answers = [];
  for (let asked = 0; asked < count; asked += 1) answers.push(await ask());
  return answers;
};

/** A ticket that was resolved so often, at one moment, by as many versions of it. */
async function resolvedTimes(count: number, ticketId: string, then = noon, from = 1) {
  const facts = Array.from({ length: count }, (_, place) => {
    const event = {
      id: `${ticketId}.${place + from}.0`,
      type: 'TicketResolved',
      subject: ticketId,
      at: then,
      by: 'li',
    };
    return { event, wish: { ticketId, eventId: event.id, at: then } };
  });
  await commit(
    table,
    facts.map(({ event }) => eventWrite(event, 0)),
  );
  return facts.map(({ wish }) => wish);
}

describe('what is sent to a customer', () => {
  it('is no text message to a country that the deployment does not name, and counts against nothing', async () => {
    const ask = (address: string) => asking()({ channel: 'sms', address, ticketId: 'tkt_far' });

    expect([await ask('+18765550100'), await ask('+8613800000009')]).toEqual(['country', undefined]);
  });

  it('is nothing automatic to an address that says nobody reads it, but what a person says', async () => {
    const ask = (template: NewNotice['template']) =>
      asking()({ address: 'no-reply@bank.example', ticketId: 'tkt_unread', template });

    expect([await ask('received'), await ask('reopened'), await ask('replied')]).toEqual([
      'readByNobody',
      'readByNobody',
      undefined,
    ]);
  });

  it('is one acknowledgement an address a day, whatever ticket it is about', async () => {
    const ask = (number: number, minutes = 0) =>
      asking({ minutes })({ address: 'a@example.com', ticketId: `tkt_ack${number}` });

    expect([await ask(1), await ask(2), await ask(3, 24 * 60)]).toEqual([undefined, 'capped', undefined]);
  });

  it('is the acknowledgement that was counted, when nobody knows whether it went', async () => {
    const ask = (eventId: string) => asking()({ address: 'again@example.com', ticketId: 'tkt_again', eventId });

    expect([await ask('one'), await ask('one'), await ask('other')]).toEqual([undefined, undefined, 'capped']);
  });

  it('is twenty acknowledgements a domain a day, unless people have their mailboxes there', async () => {
    const ask = (domain: string) => async (number: number) =>
      asking()({ address: `desk${number}@${domain}`, ticketId: `tkt_${domain}${number}` });
    const numbers = Array.from({ length: 22 }, (_, number) => number);
    const ofAMachine = await Promise.all(numbers.map(ask('machine.example')));
    const ofPeople = await Promise.all(numbers.map(ask('qq.com')));

    expect(ofAMachine.filter((because) => because === 'capped')).toHaveLength(2);
    expect(new Set(ofPeople)).toEqual(new Set([undefined]));
  });

  it('is one acknowledgement a day to an address that a stranger named on a page', async () => {
    const ask = (number: number) =>
      asking()({ address: 'victim@qq.com', ticketId: `tkt_form${number}`, cameIn: 'web', stranger: true });

    expect([await ask(1), await ask(2)]).toEqual([undefined, 'capped']);
  });

  it('is no more than two hundred acknowledgements an hour to strangers, who take nobody else their own', async () => {
    const ask = (number: number, stranger?: true) =>
      asking({ minutes: 600 })({
        address: `one${number}@163.com`,
        ticketId: `tkt_s${number}`,
        ...(stranger && { stranger }),
      });
    const answers = await Promise.all(Array.from({ length: 203 }, (_, number) => ask(number, true)));

    expect(answers.filter((because) => because === 'capped')).toHaveLength(3);
    expect(await ask(1_000)).toBeUndefined();
  });

  it('is acknowledged every time where the shop itself asks', async () => {
    const ask = (number: number) =>
      asking()({ address: 'shop@example.com', ticketId: `tkt_web${number}`, cameIn: 'web' });

    expect([await ask(1), await ask(2)]).toEqual([undefined, undefined]);
  });

  it('is five automatic mails a ticket a day, and as many written ones as there are', async () => {
    const facts = await resolvedTimes(7, 'tkt_many');
    const automatic = await Promise.all(facts.map((fact) => asking()({ ...fact, template: 'resolved' })));
    const written = await times(7, () => asking()({ template: 'replied', ticketId: 'tkt_many' }));

    expect(automatic.filter((because) => because === 'capped')).toHaveLength(2);
    expect(new Set(written)).toEqual(new Set([undefined]));
  });

  it('is the same five automatic mails, however often and in whatever order they are asked for', async () => {
    const facts = await resolvedTimes(7, 'tkt_order');
    const ask = () => Promise.all(facts.toReversed().map((fact) => asking()({ ...fact, template: 'resolved' })));

    expect(await ask()).toEqual(['capped', 'capped', ...Array.from({ length: 5 }, () => undefined)]);
    expect(await ask()).toEqual(['capped', 'capped', ...Array.from({ length: 5 }, () => undefined)]);
  });

  it('is five more automatic mails on the next day', async () => {
    await resolvedTimes(7, 'tkt_days');
    const [tomorrow] = await resolvedTimes(1, 'tkt_days', plusMinutes(noon, 12 * 60), 8);

    expect(await asking({ minutes: 12 * 60 })({ ...tomorrow, template: 'resolved' })).toBeUndefined();
  });

  it('counts a fact that stands in no order for all, and all for it', async () => {
    const facts = await resolvedTimes(5, 'tkt_survey');
    const invited = {
      id: 'tkt_survey.survey.2026Q1',
      type: 'SurveyInvited',
      subject: 'tkt_survey',
      at: noon,
      by: 'kefu',
    };
    await commit(table, [eventWrite(invited, 0)]);
    const invitation = { ticketId: 'tkt_survey', eventId: invited.id, template: 'surveyInvitation' as const };

    expect(await asking()(invitation)).toBe('capped');
    expect(await asking()({ ...facts.at(-1), template: 'resolved' })).toBe('capped');
    expect(await asking()({ ...facts.at(-2), template: 'resolved' })).toBeUndefined();
  });

  it('counts no fact that nobody is told of, nor what a person wrote', async () => {
    const facts = await resolvedTimes(4, 'tkt_written');
    const others = ['TicketReplied', 'TicketNoted', 'TicketStarted'].map((type, place) => ({
      ...{ id: `tkt_written.${place + 5}.0`, type, subject: 'tkt_written', at: noon, by: 'agent.li' },
      ...{ from: 'staff', automatic: false },
    }));
    await commit(
      table,
      others.map((event) => eventWrite(event, 0)),
    );
    const [last] = await resolvedTimes(1, 'tkt_written', noon, 8);

    expect(facts).toHaveLength(4);
    expect(await asking()({ ...last, template: 'resolved' })).toBeUndefined();
  });

  it('is five text messages a number an hour and ten a day', async () => {
    const sms = { channel: 'sms', address: '+8613800138000', template: 'replied' } as const;
    const hours = [];
    for (const minutes of [0, 60, 120]) {
      const sent = await times(6, () => asking({ minutes })(sms));
      hours.push(sent.filter((because) => because === undefined).length);
    }

    expect(hours).toEqual([5, 5, 0]);
  });

  it('is a thousand text messages an hour, all numbers together, for each costs money', async () => {
    const minutes = 10_000;
    const hour = counterKey('cap_sms#house', 60, plusMinutes(noon, minutes));
    await commit(table, [{ put: { ...hour, entity: 'counter', count: 999 }, when: 'absent' }]);
    const ask = (address: string, later = 0) =>
      asking({ minutes: minutes + later })({ channel: 'sms', address, template: 'replied' });

    expect([await ask('+8613900000001'), await ask('+8613900000002'), await ask('+8613900000003', 60)]).toEqual([
      undefined,
      'capped',
      undefined,
    ]);
  });

  it('is nothing where a mail bounced for good', async () => {
    const index = suppressionIndex(aHouseKey, 'email', 'gone@example.com');
    await commit(table, [suppressionWrite(suppress(nothingKnown(index), 'hardBounce', noon))]);

    expect(await asking()({ address: 'Gone@example.com', template: 'replied' })).toBe('suppressed');
  });

  it('is no commercial text message without a consent, nor after a refusal', async () => {
    const invitation = { channel: 'sms', template: 'surveyInvitation' } as const;
    const index = suppressionIndex(aHouseKey, 'phone', '+8613800000002');
    await commit(table, [suppressionWrite(suppress(nothingKnown(index), 'refused', noon))]);

    expect(await asking()({ ...invitation, address: '+8613800000001' })).toBe('noConsent');
    expect(await asking({ consented: true })({ ...invitation, address: '+8613800000001' })).toBeUndefined();
    expect(await asking({ consented: true })({ ...invitation, address: '+8613800000002' })).toBe('refused');
    expect(await asking()({ channel: 'sms', template: 'replied', address: '+8613800000002' })).toBeUndefined();
  });
});
