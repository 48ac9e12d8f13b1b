import { describe, expect, it } from 'vitest';
import { identityOf } from '#intake/receive/mail-mark.ts';
import { aMail, multipart, read } from '../mail/a-mail.ts';

const ID = { 'Message-ID': '<1@mail.example>' };
const same = (one: Parameters<typeof identityOf>[0], other: typeof one) => identityOf(one) === identityOf(other);
const withFile = (name: string) =>
  read(
    multipart(
      'mixed',
      [`Content-Type: text/plain\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\nx`],
      ID,
    ),
  );
const withReport = (status: string) =>
  read(multipart('report', [`Content-Type: message/delivery-status\r\n\r\nA: b\r\n\r\nStatus: ${status}`], ID));

describe('a mail', () => {
  it.each([
    ['reached us by another server', { Received: 'from elsewhere' }, 'The cup arrived broken.'],
    ['was sent to another of our addresses', { To: 'desk@shop.example' }, 'The cup arrived broken.'],
    ['had its lines broken anew', {}, 'The cup\r\narrived broken.\r\n'],
  ])('is the same when it %s', async (_, headers, body) => {
    expect(same(await aMail(ID), await aMail({ ...ID, ...headers }, body))).toBe(true);
  });

  it.each([
    ['has another id', { 'Message-ID': '<2@mail.example>' }, 'The cup arrived broken.'],
    ['is from somebody else', { ...ID, From: 'li@mail.example' }, 'The cup arrived broken.'],
    ['says something else', ID, 'The cup is fine.'],
  ])('is another when it %s', async (_, headers, body) => {
    expect(same(await aMail(ID), await aMail(headers, body))).toBe(false);
  });

  it('without an id is known by its date and subject', async () => {
    const none = { 'Message-ID': undefined };

    expect(same(await aMail(none), await aMail({ ...none, Received: 'from elsewhere' }))).toBe(true);
    expect(same(await aMail(none), await aMail({ ...none, Date: 'Mon, 2 Mar 2026 11:00:00 +0800' }))).toBe(false);
  });

  it('is another when its file is called otherwise, or its report says otherwise', async () => {
    expect(same(await withFile('a.txt'), await withFile('b.txt'))).toBe(false);
    expect(same(await withReport('4.2.2'), await withReport('5.1.1'))).toBe(false);
  });
});
