import { beforeAll, describe, expect, it } from 'vitest';
import { standardized } from '#clocks/presets/standardized.ts';
import { commit } from '#platform/store/commit.ts';
import type { Table } from '#platform/store/table.ts';
import { at, plusMinutes } from '#platform/time/instant.ts';
import { sealMessage } from '#tickets/message-seal.ts';
import type { Said } from '#tickets/ticket-change.ts';
import { messageEntity } from '#tickets/ticket-item.ts';
import { timelineReader } from '#tickets/timeline-reader.ts';
import { aTicket } from '../support/a-ticket.ts';
import { someKeys } from '../support/keys.ts';
import { mira, wang } from '../support/people.ts';
import { aTable } from './a-table.ts';

const MESSAGES = 15;
const LONG = '长'.repeat(30_000); // 120 KB when it is sealed
const noon = at('2026-03-02T12:00:00Z');
const ticket = aTicket();
const keys = someKeys();

let table: Table;
beforeAll(async () => {
  table = await aTable();
  const key = await keys.of(ticket.requester.customerId);
  for (let number = 0; number < MESSAGES; number += 1) {
    const kept = { id: `msg_${number}`, ticketId: ticket.id, at: plusMinutes(noon, number), by: 'cus_wang' };
    const said: Said = {
      from: 'customer',
      visibility: 'public',
      about: 'reply',
      text: LONG,
      carried: { raw: `people/${number}` },
    };
    const { message } = sealMessage(said, kept, key, []);
    await commit(table, [{ put: messageEntity.toItem(message), when: 'absent' }]);
  }
});

const reader = () => timelineReader({ table: () => table, keys, policies: { of: async () => standardized } });

describe('a ticket on which more was said than one query reads', () => {
  it.each([true, false])('is shown whole, page by page (newest first: %s)', async (newestFirst) => {
    const ids: unknown[] = [];
    for (let last: string | undefined, more = true; more; ) {
      const way = newestFirst ? { before: last, newestFirst } : { from: last };
      const page = await reader().page(ticket, { ...way, size: 50 }, mira);
      ids.push(...page.entries.map(({ id }) => id));
      ({ more, last } = { last: page.last, more: page.more });
    }

    expect(new Set(ids).size).toBe(MESSAGES);
    expect(ids).toHaveLength(MESSAGES);
  });

  it('says who did what to the house, and to its customer nothing of it', async () => {
    const [seen] = (await reader().page(ticket, { size: 1 }, mira)).entries;
    const [shown] = (await reader().page(ticket, { size: 1 }, wang)).entries;

    expect(seen).toMatchObject({ by: 'cus_wang', from: 'customer' });
    expect(shown).toMatchObject({ from: 'customer' });
    expect(shown).not.toHaveProperty('by');
  });

  it('is copied whole, with every file', async () => {
    expect(await reader().clear(ticket)).toHaveLength(MESSAGES);
    expect(await reader().files(ticket)).toHaveLength(MESSAGES);
  });
});
