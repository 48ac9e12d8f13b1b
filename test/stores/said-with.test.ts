import { beforeAll, describe, expect, it } from 'vitest';
import { standardized } from '#clocks/presets/standardized.ts';
import { eventWrite } from '#platform/events/timeline.ts';
import { timelinePage } from '#platform/events/timeline-page.ts';
import { commit, type Put } from '#platform/store/commit.ts';
import type { Table } from '#platform/store/table.ts';
import { at, plusMinutes } from '#platform/time/instant.ts';
import { messageReader } from '#tickets/message-reader.ts';
import { sealMessage } from '#tickets/message-seal.ts';
import { writtenRecord } from '#tickets/record.ts';
import { partsOf, saidWith } from '#tickets/said-with.ts';
import { timelineReader } from '#tickets/timeline-reader.ts';
import { aTicket } from '../support/a-ticket.ts';
import { someKeys } from '../support/keys.ts';
import { mira } from '../support/people.ts';
import { aTable } from './a-table.ts';

const noon = at('2026-03-02T12:00:00Z');
const ticket = aTicket({ unanswered: [{ messageId: 'msg_5', at: plusMinutes(noon, 5) }] });
const keys = someKeys();

type Act = { readonly from?: 'customer' | 'staff'; readonly answers?: readonly string[]; readonly quiet?: true };

// A word of the customer, a fact without words, an answer to both words of theirs, and a word nobody answered yet.
const ACTS: readonly Act[] = [{}, { quiet: true }, {}, { from: 'staff', answers: ['msg_0', 'msg_2'] }, {}, {}];
const ANSWERED = plusMinutes(noon, 3);

let table: Table;
beforeAll(async () => {
  table = await aTable();
  const key = await keys.of(ticket.requester.customerId);
  for (const [nth, { from = 'customer', answers, quiet }] of ACTS.entries()) {
    const moment = plusMinutes(noon, nth);
    const fact = { type: quiet ? 'TicketStarted' : 'TicketReplied', subject: ticket.id, at: moment, by: 'cus_wang' };
    const first = eventWrite({ ...fact, id: `${ticket.id}.${nth}.0` }, 0);
    const answered = answers?.map((messageId) => ({ messageId, at: noon }));
    const second = eventWrite({ ...fact, ...(answered && { answered }), id: `${ticket.id}.${nth}.1` }, 1);
    const kept = { id: `msg_${nth}`, ticketId: ticket.id, at: moment, by: from === 'staff' ? 'mira' : 'cus_wang' };
    const said = { from, visibility: 'public', about: 'reply', text: `word ${nth}` } as const;
    const { message } = sealMessage(said, kept, key, []);
    await commit(table, [first, quiet ? second : saidWith(second, message)] satisfies Put[]);
  }
});

const reader = () => timelineReader({ table: () => table, keys, policies: { of: async () => standardized } });
const everything = async () => (await reader().page(ticket, { size: 100 }, mira)).entries;

describe('what was said with a fact', () => {
  it('stands behind the facts of its act', async () => {
    const entries = await everything();

    expect(entries.map(({ type }) => (type === 'Message' ? 'said' : 'fact')).join(' ')).toBe(
      'fact fact said fact fact fact fact said fact fact said fact fact said fact fact said',
    );
    expect(entries.filter(({ type }) => type === 'Message').map(({ text, by }) => [text, by])).toEqual([
      ...[0, 2].map((nth) => [`word ${nth}`, 'cus_wang']),
      ['word 3', 'mira'],
      ...[4, 5].map((nth) => [`word ${nth}`, 'cus_wang']),
    ]);
    expect(JSON.stringify(entries)).not.toContain('v1.');
  });

  it.each([1, 2, 3, 4])('is read once and in order, %i at a time, from either end', async (size) => {
    const all = (await everything()).map(({ place }) => place);
    const read = async (newestFirst: boolean) => {
      const places: string[] = [];
      for (let last: string | undefined, more = true; more; ) {
        const way = newestFirst ? { before: last, newestFirst } : { from: last };
        const page = await reader().page(ticket, { ...way, size }, mira);
        expect(page.entries.length).toBeLessThanOrEqual(size);
        places.push(...page.entries.map(({ place }) => place));
        ({ more, last } = { last: page.last, more: page.more });
      }
      return places;
    };

    expect(await read(false)).toEqual(all);
    expect(await read(true)).toEqual(all.toReversed());
  });

  it('is found by its id, with or without its moment', async () => {
    const messages = messageReader(() => table);

    expect(await messages.find(ticket.id, { id: 'msg_3', at: ANSWERED })).toMatchObject({ id: 'msg_3', by: 'mira' });
    expect(await messages.find(ticket.id, { id: 'msg_3' })).toMatchObject({ ticketId: ticket.id, at: ANSWERED });
    expect(await messages.find(ticket.id, { id: 'msg_9' })).toBeUndefined();
    expect(await messages.find(ticket.id, { id: 'msg_3', at: noon })).toBeUndefined();
  });

  it('is one item with its fact', async () => {
    const { items } = await timelinePage(table, ticket.id, { size: 100 });

    expect(items).toHaveLength(ACTS.length * 2);
    expect(items.flatMap(partsOf)).toHaveLength(ACTS.length * 2 + 5);
  });
});

describe('the record of a service', () => {
  it('stands on the timeline field by field, masked, and in a copy as it was written', async () => {
    const resolved = aTicket({ id: 'tkt_00000000000000000000000002' });
    const key = await keys.of(resolved.requester.customerId);
    const record = { cause: '包装太薄，"易碎"', result: '已回电 13800138000', prevention: '加厚\n抽检' };
    const kept = { id: 'msg_r', ticketId: resolved.id, at: noon, by: 'mira' };
    const said = { from: 'staff', visibility: 'internal', about: 'record', text: writtenRecord(record) } as const;
    const fact = { type: 'TicketResolved', subject: resolved.id, at: noon, by: 'mira', id: `${resolved.id}.1.0` };
    await commit(table, [saidWith(eventWrite(fact, 0), sealMessage(said, kept, key, []).message)]);

    const [, shown] = (await reader().page(resolved, { size: 9 }, mira)).entries;
    const [copied] = await reader().clear(resolved);

    expect(shown).toMatchObject({ about: 'record', record: { ...record, result: '已回电 138****8000' } });
    expect(shown).not.toHaveProperty('text');
    expect(copied).toMatchObject({ about: 'record', record });
  });
});

describe('a word of the customer (CH-09)', () => {
  const answeredAt = (entries: readonly Readonly<Record<string, unknown>>[]) =>
    Object.fromEntries(entries.flatMap((one) => (one['answeredAt'] ? [[one['id'], one['answeredAt']]] : [])));

  it('says when it was answered', async () => {
    expect(answeredAt(await everything())).toEqual({ msg_0: ANSWERED, msg_2: ANSWERED });
  });

  it('says so on a page that ends before the answer', async () => {
    const { entries } = await reader().page(ticket, { size: 3 }, mira);

    expect(answeredAt(entries)).toEqual({ msg_0: ANSWERED });
  });
});
