import { randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { standardized } from '#clocks/presets/standardized.ts';
import { careStore } from '#customers/care-store.ts';
import { customerDoor } from '#customers/customer-door.ts';
import { customerStore } from '#customers/customer-store.ts';
import { rememberRefusal } from '#customers/remember-refusal.ts';
import { watchDissatisfaction } from '#customers/watch-dissatisfaction.ts';
import type { HouseEvent } from '#platform/events/event.ts';
import { idFrom } from '#platform/ids.ts';
import { type Keyring, keyring } from '#platform/personal/keyring.ts';
import { commit } from '#platform/store/commit.ts';
import type { Table } from '#platform/store/table.ts';
import { at } from '#platform/time/instant.ts';
import type { TicketAsked } from '#tickets/open-ticket.ts';
import { type Ticket, TicketId } from '#tickets/ticket.ts';
import type { Way } from '#tickets/ticket-door.ts';
import { aWrapping } from '../customers/some.ts';
import { aTable } from './a-table.ts';

let now = at('2026-03-02T12:00:00Z');
let table: Table;
let keys: Keyring;
let door: ReturnType<typeof customerDoor>;
let needs: Parameters<typeof watchDissatisfaction>[0] & Parameters<typeof rememberRefusal>[0];

const opened: { readonly asked: TicketAsked; readonly way: Way; readonly ticket: Ticket }[] = [];
const tickets = new Map<string, Ticket>();
let numbers = 0;
const ticketIdOf = (each: number) => TicketId.parse(`tkt_${String(each).padStart(26, '0')}`);
const aTicketOf = (customerId: string, status = 'closed') => {
  numbers += 1;
  const ticket = { id: ticketIdOf(numbers), status, requester: { customerId } } as Ticket;
  tickets.set(ticket.id, ticket);
  return ticket;
};

beforeAll(async () => {
  table = await aTable();
  keys = keyring({ table: () => table, wrapping: aWrapping(), clock: () => now });
  door = customerDoor({
    table: () => table,
    keyring: () => keys,
    newId: (kind) => idFrom(kind, randomBytes(26)),
  });
  needs = {
    customers: customerStore(() => table),
    care: careStore(() => table),
    tickets: {
      find: async (id) => tickets.get(id),
      open: async (asked, way) => {
        const ticket = aTicketOf(asked.requester.customerId ?? '', 'received');
        await commit(table, [...(way.also?.(ticket) ?? [])]);
        opened.push({ asked, way, ticket });
        return ticket;
      },
    },
    policies: { active: async () => standardized },
    keyring: () => keys,
    clock: () => now,
  };
});
beforeEach(() => void opened.splice(0));

let events = 0;
function rejected(ticket: Ticket): HouseEvent {
  events += 1;
  return { id: `event.${events}`, type: 'SolutionRejected', subject: ticket.id, at: now, by: 'u' };
}

async function somebody(account: string) {
  const phone = `136${String(account.length).padStart(8, '0')}`;
  await door.recognise({ account, phone, name: '王小明', proven: true, language: 'zh-CN' }, now);
  return account;
}

const hear = (event: HouseEvent) => watchDissatisfaction(needs)(event);

describe('a dissatisfaction that is heard late', () => {
  it('takes nothing from one that was said later about the same', async () => {
    const care = careStore(() => table);
    for (const moment of ['2026-03-02T12:05:00Z', '2026-03-02T12:00:00Z'] as const) {
      await care.remember({ customerId: 'u-late', about: 'fbk_1', at: at(moment) }, 60);
    }

    expect(await care.said('u-late')).toMatchObject([{ about: 'fbk_1', at: at('2026-03-02T12:05:00Z') }]);
  });
});

describe('a customer who is dissatisfied several times', () => {
  it('is owed one call, with the number to call, and not a second while it is owed', async () => {
    const id = await somebody('u-twice');
    const [first, second] = [rejected(aTicketOf(id)), rejected(aTicketOf(id))];
    await hear(first);
    await hear(first);
    expect(opened).toEqual([]);

    await hear(second);
    await hear(second);
    await hear(rejected(aTicketOf(id)));
    expect(opened).toMatchObject([
      {
        asked: { channel: 'phone', requester: { customerId: id, name: '王小明', phone: '+8613600000007' } },
        way: { origin: 'house', at: now },
      },
    ]);
  });

  it('is owed another one when they are so again after it', async () => {
    const id = await somebody('u-again-1');
    const facts = [rejected(aTicketOf(id)), rejected(aTicketOf(id))];
    for (const fact of facts) await hear(fact);
    tickets.set(opened[0]!.ticket.id, { ...opened[0]!.ticket, status: 'closed' } as Ticket);
    for (const fact of facts) await hear(fact);
    now = at('2026-03-10T12:00:00Z');
    await hear(rejected(aTicketOf(id)));
    expect(opened).toHaveLength(1);

    await hear(rejected(aTicketOf(id)));
    expect(opened).toHaveLength(2);
  });

  it('is not whoever says it twice about the same ticket, nor twice in a year', async () => {
    const id = await somebody('u-same-ticket');
    const ticket = aTicketOf(id);
    await hear(rejected(ticket));
    await hear(rejected(ticket));
    now = at('2027-03-10T12:00:00Z');
    await hear(rejected(aTicketOf(id)));

    expect(opened).toEqual([]);
  });

  it('is owed one call however many facts come at once', async () => {
    const id = await somebody('u-all-at-once');
    await Promise.all(Array.from({ length: 8 }, () => hear(rejected(aTicketOf(id)))));

    expect(opened).toHaveLength(1);
  });
});

describe('what somebody was not content with', () => {
  it('counts when it was said last, though two are noted at once', async () => {
    const { care } = needs;
    const said = (time: string) => ({ customerId: 'u-race', about: 'tkt_1', at: at(`2026-03-02T${time}Z`) });
    await care.remember(said('08:00:00'), 60);
    let raced = false;
    table.client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (!raced && String(commandName).startsWith('Put')) {
            raced = true;
            await care.remember(said('10:00:00'), 60);
          }
          return next(args);
        },
      { step: 'initialize', name: 'race' },
    );
    await care.remember(said('09:00:00'), 60);
    table.client.middlewareStack.remove('race');

    expect([raced, (await care.said('u-race')).map((one) => one.at)]).toEqual([true, [said('10:00:00').at]]);
  });
});

describe('remembering a contact', () => {
  it('writes the last one down once a day, of who turned up themselves', async () => {
    const id = await somebody('u-often');
    const last = async () => (await needs.customers.followed([id])).get(id);
    const turnsUp = (inTouch: boolean) =>
      door.recognise({ account: 'u-often', proven: false, language: 'zh-CN', inTouch }, now);
    const before = await last();
    await turnsUp(true);
    expect(await last()).toEqual(before);

    now = at('2027-03-12T12:00:00Z');
    await turnsUp(false);
    expect(await last()).toEqual(before);

    await turnsUp(true);
    await turnsUp(true);
    expect(await last()).toEqual({ ...before, lastContactAt: now, version: (before?.version ?? 0) + 1 });
  });

  it('keeps that somebody refused advertisements', async () => {
    const id = await somebody('u-refuses');
    const refused = { id: 'e', type: 'SmsRefused', subject: 's', at: now, by: 'kefu', customerId: id } as HouseEvent;
    await rememberRefusal(needs)(refused);
    await rememberRefusal(needs)(refused);

    expect((await needs.customers.followed([id])).get(id)).toMatchObject({
      consents: [{ purpose: 'marketing', given: false, channel: 'sms', at: now }],
      version: 2,
    });
  });

  it('knows nobody of that name', async () => {
    const refused = { id: 'e', type: 'SmsRefused', subject: 's', at: now, by: 'kefu', customerId: 'u-nobody' };

    await expect(rememberRefusal(needs)(refused as HouseEvent)).resolves.toBeUndefined();
  });
});
