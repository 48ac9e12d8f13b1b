import { beforeAll, describe, expect, it } from 'vitest';
import { firstClaim } from '#notices/claim.ts';
import type { NewNotice } from '#notices/notice.ts';
import { noticeStore } from '#notices/notice-store.ts';
import { toldReader } from '#notices/told.ts';
import type { Table } from '#platform/store/table.ts';
import { at, plusMinutes } from '#platform/time/instant.ts';
import { aTicket } from '../notices/some.ts';
import { aTable } from './a-table.ts';

const noon = at('2026-03-02T12:00:00Z');

let table: Table;
beforeAll(async () => {
  table = await aTable();
});

const give = (personId: string, minute: number, parts: Partial<NewNotice> = {}) => {
  const at = plusMinutes(noon, minute);
  const notice: NewNotice = {
    ...{ personId, channel: 'mail', eventId: `tkt_1.${minute}.0`, at, template: 'received', language: 'en' },
    ...{ ticketId: aTicket().id, openedAt: noon, class: 'B', ...parts },
  };
  return noticeStore(() => table).add(firstClaim(notice, at));
};

async function told(personId: string, after?: string) {
  const found = [];
  for await (const one of toldReader(() => table).of(personId, after)) found.push(one);
  return found;
}

describe('what a customer was told', () => {
  it('is worded, and says on which channel and what became of it', async () => {
    await give('cus_li', 1);

    expect((await told('cus_li')).map(({ value }) => value)).toMatchObject([
      { template: 'received', channel: 'mail', state: 'claimed', text: expect.stringContaining('MN8FQ2') },
    ]);
  });

  it('is the words of a mail or of a text message, whichever went out', async () => {
    await give('cus_ma', 1, { channel: 'mail' });
    await give('cus_ma', 2, { channel: 'sms' });

    expect((await told('cus_ma')).map(({ value }) => value['text'])).toEqual([
      'We have received your request of 2 March. Its number is MN8FQ2. One of us will be in touch as soon as possible.',
      'Hello, we have received your request of 2 March; its number is MN8FQ2. We will be in touch soon.',
    ]);
  });

  it('is the message of a colleague where that was sent, and no word that was not', async () => {
    await give('cus_ni', 1, { template: 'replied', brought: { messageId: 'msg_7', as: 'masked' } });
    const [{ value } = { value: {} }] = await told('cus_ni');

    expect(value).toMatchObject({ template: 'replied', messageId: 'msg_7', as: 'masked' });
    expect(value).not.toHaveProperty('text');
  });

  it('goes on behind a place, everything once', async () => {
    for (const minute of [1, 2, 3]) await give('cus_mo', minute, minute === 2 ? { channel: 'sms' } : {});
    const all = await told('cus_mo');

    expect(all).toHaveLength(3);
    expect([all[0], ...(await told('cus_mo', all[0]!.place))]).toEqual(all);
    expect(await told('cus_mo', all[2]!.place)).toEqual([]);
  });

  it('is not what somebody of the house was told whose id an app gave a customer too', async () => {
    await give('mira', 1, { template: 'assigned', channel: 'inApp' });
    await give('mira', 2);

    expect((await told('mira')).map(({ value }) => value['template'])).toEqual(['received']);
  });
});
