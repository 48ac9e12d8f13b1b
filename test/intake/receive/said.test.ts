import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mail } from '#intake/mail/mail.ts';
import { readMail } from '#intake/mail/read-mail.ts';
import { LIMITS } from '#intake/receive/limits.ts';
import { printable, printableLine } from '#intake/receive/printable.ts';
import { said } from '#intake/receive/said.ts';
import { sortFiles } from '#intake/receive/sort-files.ts';
import { triage } from '#intake/receive/triage.ts';
import { OpenTicketInput } from '#tickets/open-ticket.ts';
import { aMail } from '../a-mail.ts';

const mail = async (): Promise<Mail> => {
  const read = await readMail(aMail());
  if (!read.ok) throw new Error(read.because);
  return read.mail;
};
const file = (name: string | undefined, bytes = 3) => ({
  name,
  type: 'application/pdf',
  bytes: new Uint8Array(bytes),
  inline: false,
});

describe('what is said in a mail', () => {
  it('can always be the words of a ticket, whatever the mail holds', async () => {
    const its = await mail();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), async (subject, text) => {
        const words = said({ ...its, subject, text }, [], 'en');
        const parsed = OpenTicketInput.body.safeParse({
          ...{ kind: 'enquiry', channel: 'email', subject: words.subject, body: words.text },
        });

        expect(parsed.error?.issues ?? []).toEqual([]);
      }),
    );
  });

  it('is cut where it is too long to show, and goes on in the rest', async () => {
    const text = Array.from({ length: 3_000 }, (_, nth) => `line ${nth}`).join('\n');
    const words = said({ ...(await mail()), text }, [], 'en');

    expect(words.text.length).toBeLessThanOrEqual(LIMITS.shown);
    expect(words.text).toMatch(/^line 0\n/);
    expect(words.rest).toContain('line 2000');
  });

  it('leaves out the history it quotes, which is kept', async () => {
    const text = '还没有收到。\n\n在 2026年3月1日，客服 <service@in.example.com> 写道：\n> 我们已经寄出。';
    const words = said({ ...(await mail()), text }, [], 'zh-CN');

    expect(words.text).toBe('还没有收到。');
    expect(words.rest).toContain('我们已经寄出');
  });

  it('says so when there is nothing', async () => {
    const words = said({ ...(await mail()), text: ' \n', subject: '' }, [], 'zh-CN');

    expect(words).toEqual({ subject: '（无主题）', text: '（邮件没有文字内容）', rest: undefined });
  });
});

describe('a text that is kept', () => {
  it.each([
    ['one\u0000two\u202Ethree', 'onetwothree'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['half \ud83d', 'half \ufffd'],
  ])('%j is printable as %j', (text, kept) => {
    expect(printable(text)).toBe(kept);
  });

  it('of one line has no other, and no half character at its end', () => {
    expect(printableLine('  a\n\u2028b\tc ', 10)).toBe('a b c');
    expect(printableLine('ab😀', 3)).toBe('ab');
  });
});

describe('the files of a mail', () => {
  it.each(['setup.exe', 'SETUP.EXE', 'invoice.pdf.exe', 'invoice.exe.pdf', 'run.js ', 'x.lnk.', 'a.HtA'])(
    'are without %s',
    (name) => {
      expect(sortFiles([file(name)])).toEqual({ kept: [], leftOut: [{ name: name.trim(), because: 'type' }] });
    },
  );

  it.each(['photo.jpg', '发票.pdf', 'a.b.docx', 'exe', 'jsmith.txt'])('are with %s', (name) => {
    expect(sortFiles([file(name)]).kept).toMatchObject([{ name }]);
  });

  it('have a name each, and are twenty', () => {
    const { kept, leftOut } = sortFiles(Array.from({ length: 22 }, () => file(undefined)));

    expect(kept.at(0)?.name).toBe('file-1');
    expect(leftOut.map(({ because }) => because)).toEqual(['count', 'count']);
  });

  it('are of a size', () => {
    const most = 20 * 1024 * 1024;

    expect(sortFiles([file('big.zip', most)]).kept).toMatchObject([{ name: 'big.zip' }]);
    expect(sortFiles([file('big.zip', most + 1)]).leftOut).toMatchObject([{ because: 'size' }]);
  });
});

describe('what somebody wants', () => {
  it.each([
    ['杯子碎了', '请换一个', 'complaint', 'zh-CN'],
    ['', '我要投诉', 'complaint', 'zh-CN'],
    ['Order 7', 'My parcel NEVER ARRIVED', 'complaint', 'en'],
    ['', '服务太差', 'complaint', 'zh-CN'],
    ['', '你们是骗子', 'complaint', 'zh-CN'],
    ['营业时间', '请问几点开门？', 'enquiry', 'zh-CN'],
    ['Opening hours', 'When do you open?', 'enquiry', 'en'],
  ])('by “%s” and “%s” is a %s in %s', (subject, text, kind, language) => {
    expect(triage(subject, text)).toEqual({ kind, language });
  });
});
