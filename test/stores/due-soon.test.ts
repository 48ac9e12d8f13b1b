import { expect, it } from 'vitest';
import type { DueSubject } from '#clocks/clock-reader.ts';
import { dueSoon } from '#tickets/due-soon.ts';
import type { Ticket } from '#tickets/ticket.ts';
import { noon } from '../clocks/some.ts';
import { aTicket } from '../notices/some.ts';

const due = Array.from({ length: 1_200 }, (_, index): DueSubject => {
  const subject = `tkt_${String(index).padStart(4, '0')}`;
  return { subject, dueAt: noon, place: `${noon}#${subject}` };
});

/** What is due of so many tickets, of which every n-th is of class A. */
function aList(every: number) {
  const reads: number[] = [];
  const list = dueSoon({
    clocks: {
      async *soonestDue(_until, size, after = '') {
        const rest = due.filter(({ place }) => place > after);
        for (let from = 0; from < rest.length; from += size) yield rest.slice(from, from + size);
        return undefined;
      },
    },
    tickets: {
      allOf: async (ids) => {
        reads.push(ids.length);
        const classOf = (id: string) => (Number(id.slice(4)) % every === 0 ? 'A' : 'B');
        return new Map(ids.map((id) => [id, { ...aTicket(), id, class: classOf(id) } as Ticket]));
      },
    },
  });
  return { reads, page: (size: number, after?: string) => list.list({ class: 'A' }, noon, size, after) };
}

it('reads the tickets of a page together, and no more than it needs', async () => {
  const { reads, page } = aList(1);
  const { items, after } = await page(25);

  expect([items.length, after, reads]).toEqual([25, due[24]?.place, [25]]);
});

it('goes on behind five hundred that nobody asked for, and names each that was asked for once', async () => {
  const { reads, page } = aList(700);
  const found: string[] = [];
  for (let after: string | undefined = ''; after !== undefined; ) {
    const next = await page(25, after);
    found.push(...next.items.map(({ id }) => id));
    after = next.after;
  }

  expect(found).toEqual(['tkt_0000', 'tkt_0700']);
  expect(reads.every((count) => count <= 25)).toBe(true);
});
