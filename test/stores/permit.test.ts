import { beforeAll, describe, expect, it } from 'vitest';
import { nothingKnown, suppress, suppressionIndex, suppressionWrite } from '#intake/suppression/suppression.ts';
import { suppressions } from '#intake/suppression/suppression-store.ts';
import type { Addressed } from '#notices/address.ts';
import type { NewNotice } from '#notices/notice.ts';
import { permit } from '#notices/permit.ts';
import { commit } from '#platform/store/commit.ts';
import type { Table } from '#platform/store/table.ts';
import { at, plusMinutes } from '#platform/time/instant.ts';
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
  readonly eventId?: string;
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
  });
  return async (wish: Wish) => {
    const { channel = 'mail', address = '', template = 'received', ticketId = 'tkt_1', cameIn = 'email' } = wish;
    events += 1;
    const { eventId = `${ticketId}.${events}` } = wish;
    const to = { personId: 'cus_a', channel, address, cameIn } as Addressed & { address: string };
    const notice = { template, ticketId, eventId } as NewNotice;
    return (await may.forbids(to, notice)) ?? ((await may.counts(to, notice)) ? undefined : 'capped');
  };
}

const times = async (count: number, ask: () => Promise<unknown>) => {
  const answers = [];
  for (let asked = 0; asked < count; asked += 1) answers.push(await ask());
  return answers;
};

describe('what is sent to a customer', () => {
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

  it('is acknowledged every time where the shop itself asks', async () => {
    const ask = (number: number) =>
      asking()({ address: 'shop@example.com', ticketId: `tkt_web${number}`, cameIn: 'web' });

    expect([await ask(1), await ask(2)]).toEqual([undefined, undefined]);
  });

  it('is five automatic mails a ticket a day, and as many written ones as there are', async () => {
    const automatic = await times(7, () => asking()({ template: 'resolved', ticketId: 'tkt_many' }));
    const written = await times(7, () => asking()({ template: 'replied', ticketId: 'tkt_many' }));

    expect(automatic.filter((because) => because === 'capped')).toHaveLength(2);
    expect(new Set(written)).toEqual(new Set([undefined]));
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
