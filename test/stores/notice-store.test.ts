import { beforeAll, describe, expect, it } from 'vitest';
import { firstClaim, sent } from '#notices/claim.ts';
import { give } from '#notices/give.ts';
import type { NewNotice, Notice } from '#notices/notice.ts';
import { type NoticeStore, noticeStore } from '#notices/notice-store.ts';
import { untold } from '#notices/untold.ts';
import { timelinePage } from '#platform/events/timeline-page.ts';
import { Clear } from '#platform/personal/clear.ts';
import { SendFailed } from '#platform/send-failed.ts';
import type { Table } from '#platform/store/table.ts';
import { at, plusMinutes } from '#platform/time/instant.ts';
import { aTicket } from '../notices/some.ts';
import { aTable } from './a-table.ts';

const noon = at('2026-03-02T12:00:00Z');
const nothingKept = { writes: () => [] };

let table: Table;
let notices: NoticeStore;
beforeAll(async () => {
  table = await aTable();
  notices = noticeStore(() => table);
});

const aNotice = (personId: string, parts: Partial<NewNotice> = {}): NewNotice => ({
  ...{ personId, channel: 'mail', eventId: 'tkt_1.1.0', at: noon, template: 'assigned', language: 'en' },
  ...{ ticketId: aTicket().id, openedAt: noon, class: 'B' },
  ...parts,
});

describe('the notices in the table', () => {
  it('are one per event, person and channel', async () => {
    const first = firstClaim(aNotice('ann'), noon);

    expect(await notices.add(first)).toBe(true);
    expect(await notices.add(first)).toBe(false);
    expect(await notices.add(firstClaim(aNotice('ann', { channel: 'sms' }), noon))).toBe(true);
    expect(await notices.add(firstClaim(aNotice('ann', { eventId: 'tkt_1.2.0' }), noon))).toBe(true);
    expect(await notices.add(firstClaim(aNotice('bo'), noon))).toBe(true);
    expect(await notices.find(first)).toEqual({ ...first, version: 1 });
  });

  it('are saved by whoever read them last, not by two', async () => {
    const claimed = { ...firstClaim(aNotice('cy'), noon), version: 0 };
    await notices.add(claimed);
    const done = sent({ ...claimed, version: 1 }, noon, 'ses-1');

    expect(await notices.save(done)).toBe(true);
    expect(await notices.save(done)).toBe(false);
    expect(await notices.find(claimed)).toEqual({ ...done, version: 2 });
  });
});

describe('an answer that a customer did not get', () => {
  const ticketId = aTicket().id;
  const factsOn = async () => {
    const { items } = await timelinePage(table, ticketId, { size: 50 });
    return items.filter(({ type }) => type === 'CustomerNotTold');
  };
  const answer = aNotice('cus_li', { template: 'replied', eventId: `${ticketId}.7.0` });
  const failed = { receipt: { status: 'failed', at: plusMinutes(noon, 3) } } as const;

  it('is a fact on its ticket, saved with its notice or not at all', async () => {
    const claimed = { ...firstClaim({ ...answer, eventId: `${ticketId}.6.0` }, noon), version: 0 };
    await notices.add(claimed);
    const fact = untold(answer, 'capped', noon)!;
    const stale = await notices.save({ ...claimed, version: 9 }, fact);
    const before = await factsOn();
    const saved = await notices.save({ ...claimed, version: 1 }, fact);

    expect([stale, before, saved]).toEqual([false, [], true]);
    expect(await factsOn()).toMatchObject([{ why: 'capped', template: 'replied' }]);
  });

  it('is one as well when it came back, once, and no acknowledgement is', async () => {
    const count = (await factsOn()).length;
    for (const one of [answer, { ...answer, template: 'received', eventId: `${ticketId}.8.0` } as const]) {
      const claimed = { ...firstClaim(one, noon), version: 0 };
      await notices.add(claimed);
      await notices.saveSent(sent({ ...claimed, version: 1 }, noon, 'ses-1'));
      for (let times = 0; times < 2; times += 1) expect(await notices.noteOn(one, failed)).toBe(true);
    }

    expect(await factsOn()).toHaveLength(count + 1);
    expect((await factsOn()).at(-1)).toMatchObject({ id: `${ticketId}.7.0.untold`, why: 'failed' });
  });

  it('is told once when its sending failed for good and it comes back later', async () => {
    const count = (await factsOn()).length;
    const notice = { ...answer, eventId: `${ticketId}.9.0` };
    const to = {
      ...{ personId: 'cus_li', channel: 'mail', language: 'en', address: new Clear('li@example.com'), author: 'mira' },
      telling: { to: { who: 'customer' }, template: 'replied' },
    };
    const refusing = {
      ...{ notices, clock: () => plusMinutes(noon, 1) },
      senders: { mail: () => ({ send: () => Promise.reject(new SendFailed('refused', 'Gone')) }) },
      permit: { forbids: async () => undefined, counts: async () => true },
    };
    await give(to as never, notice, {}, refusing as never);
    expect(await factsOn()).toHaveLength(count + 1);

    await notices.noteOn(notice, failed);

    expect(await factsOn()).toHaveLength(count + 1);
  });
});

describe('what a provider says of a message by its own id alone', () => {
  const receipt = { status: 'delivered', at: plusMinutes(noon, 1) } as const;

  it('is noted on the notice that was sent under that id, and on no other', async () => {
    const bySms = noticeStore(() => table, { sms: 'cheap' });
    const notice = aNotice('hal', { channel: 'sms' });
    const claimed = { ...firstClaim(notice, noon), version: 0 };
    await bySms.add(claimed);
    await bySms.saveSent(sent({ ...claimed, version: 1 }, noon, 'sms-1'));

    expect(await bySms.note('cheap', 'sms-2', receipt)).toBe(false);
    expect(await bySms.note('dear', 'sms-1', receipt)).toBe(false);
    expect(await bySms.note('cheap', 'sms-1', receipt)).toBe(true);
    expect(await bySms.find(notice)).toMatchObject({ receipt });
  });
});

describe('the notices on a desk', () => {
  const onDesk = (personId: string, minute: number): Notice => ({
    ...aNotice(personId, { channel: 'inApp', at: plusMinutes(noon, minute), eventId: `tkt_1.${minute}.0` }),
    ...{ state: 'sent', attempts: 0, sentAt: noon, version: 0 },
  });

  it('are read newest first, page by page, without mails', async () => {
    for (const minute of [1, 2, 3, 4, 5]) await notices.add(onDesk('dora', minute));
    await notices.add(firstClaim(aNotice('dora'), noon));

    const first = await notices.list('dora', { unread: false }, 2);
    const second = await notices.list('dora', { unread: false }, 2, first.after);
    const third = await notices.list('dora', { unread: false }, 2, second.after);

    expect([first, second, third].map(({ items }) => items.map(({ eventId }) => eventId))).toEqual([
      ['tkt_1.5.0', 'tkt_1.4.0'],
      ['tkt_1.3.0', 'tkt_1.2.0'],
      ['tkt_1.1.0'],
    ]);
    expect(third.after).toBeUndefined();
  });

  it('can be the unread ones only, missing none', async () => {
    for (const minute of [1, 2, 3, 4, 5, 6]) await notices.add(onDesk('egon', minute));
    for (const minute of [2, 3, 5]) await notices.markRead(onDesk('egon', minute), noon, nothingKept);

    const first = await notices.list('egon', { unread: true }, 2);
    const second = await notices.list('egon', { unread: true }, 2, first.after);

    expect([...first.items, ...second.items].map(({ eventId }) => eventId)).toEqual([
      'tkt_1.6.0',
      'tkt_1.4.0',
      'tkt_1.1.0',
    ]);
  });

  it('remember when they were read first', async () => {
    await notices.add(onDesk('fay', 1));
    await notices.markRead(onDesk('fay', 1), noon, nothingKept);
    const again = await notices.markRead(onDesk('fay', 1), plusMinutes(noon, 5), nothingKept);

    expect(again).toMatchObject({ readAt: noon });
    await expect(notices.markRead(onDesk('fay', 2), noon, nothingKept)).rejects.toMatchObject({
      code: 'notice.missing',
    });
  });
});
