import { beforeEach, describe, expect, it } from 'vitest';
import { hearSes } from '#intake/hear-ses.ts';
import { noteReach } from '#intake/note-receipts.ts';
import { maySend, suppressionIndex } from '#intake/suppression/suppression.ts';
import { messageId } from '#intake/thread/message-id.ts';
import { participant } from '#intake/thread/participant.ts';
import { failed, failedForGood, firstClaim, sent } from '#notices/claim.ts';
import { hearReceipt } from '#notices/hear-receipt.ts';
import type { NewNotice } from '#notices/notice.ts';
import { type NoticeStore, noticeStore } from '#notices/notice-store.ts';
import { referenceOf } from '#notices/reference.ts';
import { REFERENCE_TAG } from '#platform/mail/reference-tag.ts';
import type { Table } from '#platform/store/table.ts';
import { at } from '#platform/time/instant.ts';
import { aMail } from '../intake/a-mail.ts';
import { aHouseKey } from '../intake/memory-keyring.ts';
import { aTicket } from '../notices/some.ts';
import { aTable } from './a-table.ts';
import { anIntake } from './an-intake.ts';

const noon = at('2026-03-02T12:00:00Z');
const house = aHouseKey();

let table: Table;
let intake: ReturnType<typeof anIntake>;
let notices: NoticeStore;
beforeEach(async () => {
  table = await aTable();
  intake = anIntake(table);
  notices = noticeStore(() => table);
});

const theNotice: NewNotice = {
  ...{ personId: 'cus_wang', channel: 'mail', eventId: 'tkt_1.1.0', at: at('2026-03-02T11:58:59Z') },
  ...{ template: 'received', language: 'zh-CN', ticketId: aTicket().id, openedAt: noon, class: 'B' },
};
const claimed = { ...firstClaim(theNotice, noon), version: 1 };

const ses = (eventType: string, more: object, id = 'ses-1') => ({
  eventType,
  mail: {
    ...{ messageId: id, timestamp: '2026-03-02T11:59:00.000Z', destination: ['wang@example.com'] },
    tags: { 'ses:operation': ['SendEmail'], [REFERENCE_TAG]: [referenceOf(theNotice)] },
  },
  ...more,
});
const bounce = (bounceType: string, id?: string) =>
  ses(
    'Bounce',
    {
      bounce: {
        ...{ bounceType, bounceSubType: 'General', timestamp: `2026-03-02T12:00:0${id?.at(-1) ?? '0'}.000Z` },
        bouncedRecipients: [{ emailAddress: 'Wang@example.com', diagnosticCode: '550 wang@example.com unknown' }],
      },
    },
    id,
  );
const complaint = ses('Complaint', {
  complaint: { timestamp: '2026-03-02T12:00:00.000Z', complainedRecipients: [{ emailAddress: 'wang@example.com' }] },
});
const delivery = ses('Delivery', {
  delivery: { timestamp: '2026-03-02T12:00:00.000Z', recipients: ['wang@example.com'] },
});

const hear = (detail: unknown) =>
  hearReceipt({ notices, noteReach: noteReach(intake.needs), clock: () => noon })({ detail });
const noticeNow = () => notices.find(theNotice);
const known = () => intake.needs.suppressions.of(suppressionIndex(house, 'email', 'wang@example.com'));
const receipts = async () => (await intake.all('event')).filter(({ type }) => type === 'NoticeReceipt');

describe('an event of SES', () => {
  it.each([
    ['bounced for good', bounce('Permanent'), 'failed', false],
    ['complained of', complaint, 'complained', false],
    ['bounced, nobody knows why', bounce('Undetermined'), 'failed', true],
    ['delivered', delivery, 'delivered', true],
  ])('tells that a mail was %s', async (_, detail, status, maySendAgain) => {
    await notices.add({ ...claimed, version: 0 });
    await notices.save(sent(claimed, noon, 'ses-1'));
    await hear(detail);
    const first = await noticeNow();
    await hear(detail);

    expect(first).toMatchObject({ state: 'sent', sentAt: noon, receipt: { status, at: noon }, version: 3 });
    expect(await noticeNow()).toEqual(first);
    expect(maySend(await known(), 'service')).toBe(maySendAgain);
    expect((await intake.all('seen')).every(({ as }) => as === 'told')).toBe(true);
  });

  it('that was faster than our own note of sending says that it was sent', async () => {
    await notices.add({ ...claimed, version: 0 });
    await hear(delivery);
    const ownNote = await notices.save(sent(claimed, noon, 'ses-1'));

    expect(ownNote).toBe(false);
    expect(await noticeNow()).toMatchObject({
      ...{ state: 'sent', sentAt: '2026-03-02T11:59:00.000Z', providerId: 'ses-1' },
      receipt: { status: 'delivered', at: noon },
    });
  });

  it.each([
    ['tried again', failed],
    ['given up', failedForGood],
  ])('about a mail that was to be %s says that it went', async (_, failing) => {
    await notices.add({ ...claimed, version: 0 });
    await notices.save(failing(claimed, noon, 'timeout'));
    await hear(delivery);

    expect(await noticeNow()).toMatchObject({ state: 'sent', receipt: { status: 'delivered' } });
  });

  it('keeps the graver word, whatever comes after it', async () => {
    await notices.add({ ...claimed, version: 0 });
    for (const detail of [delivery, complaint, delivery]) await hear(detail);

    expect(await noticeNow()).toMatchObject({ receipt: { status: 'complained' } });
  });

  it.each([
    ['names no notice of ours', { [REFERENCE_TAG]: ['bm90LWEtbm90aWNl'] }],
    ['names nothing', {}],
  ])('that %s is let go', async (_, tags) => {
    await expect(hear({ ...delivery, mail: { ...delivery.mail, tags } })).resolves.toBeUndefined();
    await expect(hear(delivery)).resolves.toBeUndefined();
  });

  it('names nobody to the house', async () => {
    await notices.add({ ...claimed, version: 0 });
    await hear(bounce('Permanent'));

    expect(await noticeNow()).toMatchObject({ receipt: { status: 'failed', because: 'Permanent.General' } });
    expect(JSON.stringify([await receipts(), await intake.all('suppression')])).not.toMatch(/wang/i);
    expect(JSON.stringify(await noticeNow())).not.toMatch(/wang@|unknown/i);
  });

  it('about a bounce that may pass is no failure, and counts once however often it is told', async () => {
    await notices.add({ ...claimed, version: 0 });
    await hear(bounce('Transient'));
    await hear(bounce('Transient'));

    expect(await noticeNow()).not.toHaveProperty('receipt');
    expect(await known()).toMatchObject({ soft: 1 });
  });

  it('about a mailbox that is full for long ends the sending', async () => {
    for (const id of ['ses-1', 'ses-2', 'ses-3', 'ses-4']) await hear(bounce('Transient', id));
    expect(maySend(await known(), 'service')).toBe(true);
    await hear(bounce('Transient', 'ses-5'));

    expect((await known()).all).toMatchObject({ because: 'softBounces' });
  });

  it('about a mailbox that was emptied begins anew', async () => {
    for (const id of ['ses-1', 'ses-2', 'ses-3', 'ses-4']) await hear(bounce('Transient', id));
    await hear(delivery);
    await hear(bounce('Transient', 'ses-6'));

    expect((await known()).all).toBeUndefined();
  });

  it.each([[{}], [null], [ses('Send', {})], [ses('Open', { open: {} })]])('%j is no receipt', (detail) => {
    expect(hearSes(detail, noon)).toBeUndefined();
  });
});

describe('a mail that came back by mail', () => {
  const returned = (id: string, address = 'wang@example.com') =>
    aMail({
      ...{ from: 'MAILER-DAEMON@mx.example.com', subject: 'Undelivered Mail Returned to Sender' },
      ...{ messageId: `<${address}${id.length}@mx.example.com>`, text: 'It could not be delivered.' },
      headers: ['Auto-Submitted: auto-replied', 'Return-Path: <>'],
      parts: [
        `Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.com\r\n\r\nFinal-Recipient: rfc822; ${address}\r\nAction: failed\r\nStatus: 5.1.1`,
        `Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${id}\r\nSubject: 您的问题`,
      ],
    });
  const sent = async () => {
    await intake.arrive(aMail());
    const [ticket] = await intake.everyTicket();
    const bond = { ticketId: ticket!.id, participant: participant(house, 'wang@example.com') };
    return messageId(house, bond, 'n1', 'in.example.com');
  };

  it('is believed when it returns what the house sent to that address', async () => {
    const id = await sent();
    await intake.arrive(returned(id));

    expect((await known()).all).toMatchObject({ because: 'hardBounce' });
    expect(await receipts()).toMatchObject([{ provider: 'smtp', providerId: id.slice(1, -1), status: 'failed' }]);
    expect(await intake.everyTicket()).toHaveLength(1);
  });

  it('is noted and not believed when anybody could have written it', async () => {
    const id = await sent();
    await intake.arrive(returned('<strange@example.org>'));
    await intake.arrive(returned(id, 'li@example.com'));

    expect(await intake.all('automatic')).toHaveLength(2);
    expect(await intake.all('suppression')).toEqual([]);
  });
});
