import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/auth/actor.ts';
import { newId } from '#platform/ids.ts';
import type { Table } from '#platform/store/table.ts';
import { type OpenTicket, openTicket } from '#tickets/open-ticket.ts';
import { ticketLists } from '#tickets/ticket-lists.ts';
import type { TicketStore } from '#tickets/ticket-store.ts';
import { noon } from '../clocks/some.ts';
import { mira, otherShop, shop, wang } from '../support/people.ts';
import { aTable } from './a-table.ts';
import { anIntake } from './an-intake.ts';
import { waysIn } from './ways-in.ts';

let table: Table;
let house: ReturnType<typeof waysIn>;
beforeEach(async () => {
  table = await aTable();
  house = waysIn(table);
});

const people = async () => (await house.everything()).filter(({ entity }) => entity === 'customer').length;
const tickets = async () => (await house.everything()).filter(({ entity }) => entity === 'ticket').length;

/** The function ends after it knew who asks, before the ticket is saved; then whoever asked asks again. */
async function twice(act: () => Promise<unknown>): Promise<void> {
  const { open } = house.own.door;
  const failing: typeof open = (asked, way) =>
    open(asked, {
      ...way,
      also: () => {
        throw new Error('the end');
      },
    });
  Object.assign(house.own.door, { open: failing });
  await act();
  Object.assign(house.own.door, { open });
  expect([await people(), await tickets()]).toEqual([1, 0]);
  await act();
}

const KEY = { 'idempotency-key': 'k-1' };
const LETTER = { email: 'wang@example.com', subject: '想问一下', text: '还有红色的吗？' };
const VISIT = { outlet: 'shanghai-3', visitor: {}, visitedAt: '2026-03-02T11:30:00Z', text: '想换大一号。' };
const SAID = { messageId: 'm-1', text: '这个有货吗？', requester: { name: '王明' } };

describe('a second attempt finds the person of the first', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['in a conversation', () => house.post(shop, '/v1/conversations/c-1/messages', SAID)],
    ['of a visit under its key', () => house.post(mira, '/v1/visits', VISIT, KEY)],
    ['of a letter, with another challenge', () => house.write(LETTER)],
  ])('%s', async (_, act) => {
    await twice(act);

    expect([await people(), await tickets()]).toEqual([1, 1]);
  });
});

const ASKED: OpenTicket = {
  ...{ kind: 'complaint', stage: 'afterSale', channel: 'web', subject: 's', body: 'b', urgency: 'general' },
  ...{ affectedCustomers: 1, majorLoss: false, needsSolutionDesign: false, requester: { language: 'zh-CN' } },
};

type Sent = { readonly sentAs?: string; readonly body?: OpenTicket; readonly by?: Actor };

async function opens({ sentAs, body = ASKED, by: actor = shop }: Sent, works = true) {
  const { keys, policies, customers, store } = anIntake(table);
  const staff = { directory: async () => ({ people: [], fallbacks: {}, version: 0 }) as never };
  const failing: TicketStore = { ...store, add: () => Promise.reject(new Error('the end')) };
  const needs = { policies, customers, keys, staff, newId, lists: ticketLists(() => table), clock: () => noon };
  const opening = openTicket({ ...needs, tickets: works ? store : failing });
  await opening({ body, actor, keep: () => ({ writes: () => [] }), sentAs } as never).catch(() => undefined);
}

describe('a ticket that is asked for again', () => {
  const numbered = (id: string): OpenTicket => ({ ...ASKED, externalId: { source: 'desk', id } });

  it.each<[string, Sent]>([
    ['under its key', { sentAs: 'request' }],
    ['under its number', { body: numbered('T-1') }],
  ])('%s is of the person of the first attempt', async (_, sent) => {
    await opens(sent, false);
    await opens(sent);

    expect([await people(), await tickets()]).toEqual([1, 1]);
  });

  it.each<[string, Sent, Sent]>([
    ['another request', { sentAs: 'one' }, { sentAs: 'two' }],
    ['another number', { body: numbered('T-1') }, { body: numbered('T-2') }],
    ['the same number of another app', { body: numbered('T-1') }, { body: numbered('T-1'), by: otherShop }],
    ['nothing that names it', {}, {}],
  ])('with %s is of somebody else', async (_, first, second) => {
    await opens(first);
    await opens(second);

    expect([await people(), await tickets()]).toEqual([2, 2]);
  });
});

describe('a number that a ticket has', () => {
  const numbered = { ...ASKED, externalId: { source: 'desk', id: 'T-1' } };
  const refusedTo = async (actor: Actor) => {
    const { keys, policies, customers, store } = anIntake(table);
    const staff = { directory: async () => ({ people: [], fallbacks: {}, version: 0 }) as never };
    const needs = { policies, customers, keys, staff, newId, lists: ticketLists(() => table), clock: () => noon };
    const asked = { body: numbered, actor, keep: () => ({ writes: () => [] }) };
    return openTicket({ ...needs, tickets: store })(asked as never).then(undefined, (error) => error);
  };

  it('leads whoever may see that ticket to it, and nobody else', async () => {
    await opens({ body: numbered });
    const first = (await house.everything()).find(({ entity }) => entity === 'ticket')!['pk'];
    const located = { ticketId: first, location: `/v1/tickets/${first}` };

    expect(await refusedTo(shop)).toMatchObject({ code: 'ticket.external-id', members: located });
    expect(await refusedTo({ ...mira, app: shop.app })).toMatchObject({ members: located });
    expect(await refusedTo({ ...wang, app: shop.app })).toMatchObject({ code: 'ticket.external-id', members: {} });
    expect(await refusedTo(otherShop)).not.toHaveProperty('code');
  });
});

describe('the same key on another day', () => {
  it('is another request', async () => {
    const visit = { ...VISIT, visitedAt: noon };
    await house.post(mira, '/v1/visits', visit, KEY);
    house.wait(24 * 60);
    await house.post(mira, '/v1/visits', visit, KEY);

    expect([await people(), await tickets()]).toEqual([2, 2]);
  });
});
