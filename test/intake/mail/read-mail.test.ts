import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMail } from '#intake/mail/read-mail.ts';
import { encoded } from '../../corpus/chinese-bodies.ts';
import { aMail, multipart, rawMail, read, whyNot } from './a-mail.ts';

const samples = globSync('test/samples/{bounces,mime}/*.eml');
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('reading a mail', () => {
  it('tells who wrote what to whom, and when', async () => {
    expect(
      await aMail({ Cc: 'li@mail.example, "Wang, Wu" <wang@MAIL.example>', 'In-Reply-To': '<0@shop.example>' }),
    ).toMatchObject({
      messageId: '<1@mail.example>',
      from: { address: 'zhang@mail.example', name: 'Zhang San' },
      to: [{ address: 'help@shop.example', name: '' }],
      cc: [{ address: 'li@mail.example' }, { address: 'wang@mail.example', name: 'Wang, Wu' }],
      subject: 'A broken cup',
      date: '2026-03-02T02:00:00.000Z',
      inReplyTo: '<0@shop.example>',
      text: 'The cup arrived broken.',
      html: undefined,
      attachments: [],
    });
  });

  it.each([
    ['names two', 'zhang@mail.example, li@mail.example'],
    ['names one that is none', '"a b"@attacker.example'],
    ['names one that is none beside one', '"a b"@attacker.example, li@mail.example'],
    ['is empty', ''],
  ])('knows nobody who wrote it when From %s, whoever Sender is', async (_, From) => {
    expect((await aMail({ From, Sender: 'victim@mail.example' })).from).toBeUndefined();
  });

  it('knows who wrote it by a name with a comma that nobody quoted', async () => {
    expect((await aMail({ From: 'Zhang, San <zhang@mail.example>' })).from?.address).toBe('zhang@mail.example');
  });

  it('knows nobody who wrote it when From stands there twice', async () => {
    const raw = Buffer.from('From: zhang@mail.example\r\nFrom: li@mail.example\r\nSubject: x\r\n\r\ny');

    expect((await read(raw)).from).toBeUndefined();
  });

  it('reads encoded names and subjects, and puts the subject on one line', async () => {
    const mail = await aMail({
      From: `=?gb2312?B?${encoded('张三', 'gbk').toString('base64')}?= <zhang@mail.example>`,
      Subject: `=?UTF-8?B?${base64('杯子\r\n碎了')}?=`,
    });

    expect([mail.from?.name, mail.subject]).toEqual(['张三', '杯子 碎了']);
  });

  it('reads an encoded subject whose charset is wrong', async () => {
    const mail = await aMail({ Subject: `=?utf-8?B?${encoded('杯子碎了', 'gbk').toString('base64')}?=` });

    expect(mail.subject).toBe('杯子碎了');
  });

  it('reads a subject that was sent as it is, in GBK', async () => {
    const raw = Buffer.concat([
      Buffer.from('From: a@mail.example\nSubject: '),
      encoded('杯子碎了，请处理', 'gbk'),
      Buffer.from('\n\nx'),
    ]);

    expect((await read(raw)).subject).toBe('杯子碎了，请处理');
  });

  it('shows what stands in plain text, and makes text of what is HTML alone', async () => {
    const both = await read(
      multipart('alternative', ['Content-Type: text/plain\r\n\r\nplain', 'Content-Type: text/html\r\n\r\n<p>rich</p>']),
    );
    const html = await read(
      rawMail({ 'Content-Type': 'text/html; charset=utf-8' }, '<p>你好&nbsp;</p><p>a &lt; b</p><script>x</script>'),
    );

    expect([both.text, both.html]).toEqual(['plain', '<p>rich</p>']);
    expect(html.text).toBe('你好\na < b');
  });

  it('keeps attachments with their names, and pictures of the text as inline', async () => {
    const mail = await read(
      multipart('mixed', [
        'Content-Type: text/plain\r\n\r\nsee the picture',
        `Content-Type: image/png; name="x"\r\nContent-Disposition: attachment; filename*=utf-8''%E6%9D%AF%E5%AD%90.png\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64('png')}`,
        'Content-Type: image/gif\r\nContent-ID: <c@mail.example>\r\n\r\ngif',
        'Content-Type: application/pdf\r\nContent-Disposition: attachment;\r\n filename*0="Annual ";\r\n filename*1="Report.pdf"\r\n\r\npdf',
      ]),
    );

    expect(mail.text).toBe('see the picture');
    expect(
      mail.attachments.map(({ name, type, inline, bytes }) => [name, type, inline, `${Buffer.from(bytes)}`]),
    ).toEqual([
      ['杯子.png', 'image/png', false, 'png'],
      [undefined, 'image/gif', true, 'gif'],
      ['Annual Report.pdf', 'application/pdf', false, 'pdf'],
    ]);
  });

  it('takes off transfer encodings, however their lines are ended and padded', async () => {
    const qp = await aMail({ 'Content-Transfer-Encoding': 'quoted-printable' }, 'a=3Db=  \r\nc =E4=BD=A0=XX=');
    const padded = await aMail({ 'Content-Transfer-Encoding': 'base64' }, `${base64('a')}\r\n${base64('bc')}\r\n`);

    expect([qp.text, padded.text]).toEqual(['a=bc 你=XX=', 'abc']);
  });

  it('joins the lines that a mail program wrapped', async () => {
    const mail = await aMail(
      { 'Content-Type': 'text/plain; format=flowed' },
      'one \r\ntwo\r\n> quoted \r\n> on\r\n-- \r\nme',
    );

    expect(mail.text).toBe('one two\n> quoted on\n-- \nme');
  });

  it.each(['\r\n', '\n', '\r'])('reads lines that end with %j', async (end) => {
    const raw = Buffer.from(`${rawMail({}, 'one\r\ntwo')}`.replaceAll('\r\n', end));

    expect(await read(raw)).toMatchObject({ subject: 'A broken cup', text: 'one\ntwo' });
  });

  it('reads a null sender as an empty one', async () => {
    const paths = ['<>', '<Owner@mail.example>', undefined];

    expect(await Promise.all(paths.map(async (path) => (await aMail({ 'Return-Path': path })).envelopeFrom))).toEqual([
      '',
      'Owner@mail.example',
      undefined,
    ]);
  });

  it.each([
    ['"quoted part"@mail.example'],
    ['a@b@mail.example'],
    ['<a@[127.0.0.1]>'],
    ['nobody'],
    ['"x@shop.example"@mail.example'],
  ])('has no sender when the address is %s', async (from) => {
    expect((await aMail({ From: from })).from).toBeUndefined();
  });

  it('makes ASCII of an international domain', async () => {
    expect((await aMail({ From: 'a@例子.测试' })).from?.address).toBe('a@xn--fsqu00a.xn--0zwm56d');
  });

  it('tells what a report says, and of which mail', async () => {
    const mail = await read(
      multipart('report; report-type=delivery-status', [
        'Content-Type: text/plain\r\n\r\nsorry',
        'Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n\r\nFinal-Recipient: rfc822; x@mail.example\r\nAction: failed',
        'Content-Type: message/rfc822\r\n\r\nMessage-ID: <ours@shop.example>\r\n\r\nwhat we wrote',
      ]),
    );

    expect(mail.reports).toMatchObject([{ kind: 'deliveryStatus', text: expect.stringContaining('Action: failed') }]);
    expect(mail.returned).toEqual([{ name: 'Message-ID', value: '<ours@shop.example>' }]);
  });
});

describe('what our receiver found', () => {
  const received = 'from mail.example by shop.example; Mon, 2 Mar 2026 10:00:00 +0800';

  it.each([
    ['spf=none envelope-from="x;dmarc=pass "@evil.example', 'none'],
    ['spf=none envelope-from="x\\"; dmarc=pass "@evil.example', 'none'],
    ['spf=none (x "); dmarc=pass', 'pass'],
    ['spf=none (x \\); dmarc=pass)', 'none'],
    ['spf=none envelope-from="(x"@evil.example; dmarc=fail', 'fail'],
    ['spf=none; "dmarc=pass"', 'none'],
    ['dmarc=fail; dmarc=pass', 'fail'],
    ['dmarc=pass; dmarc=fail', 'fail'],
    ['dmarc=pass; dmarc=temperror', 'none'],
    ['dmarc=none; dmarc=pass', 'none'],
    ['dmarc=pass; dmarc=pass', 'pass'],
  ])('takes no word of the sender for one of the receiver: %s', async (results, dmarc) => {
    const raw = Buffer.from(
      `Received: ${received}\r\nAuthentication-Results: mx.shop.example; ${results}\r\n${rawMail({})}`,
    );

    expect((await read(raw, 'mx.shop.example')).verdict.dmarc).toBe(dmarc);
  });

  it('is read from the topmost fields alone', async () => {
    const top =
      'Authentication-Results: amazonses.com; spf=pass (sender (ok); dkim=fail) smtp.mailfrom=a; dkim=pass; dmarc=softfail';
    const raw = Buffer.from(
      `Received: ${received}\r\nX-SES-Spam-Verdict: PASS\r\nX-SES-Virus-Verdict: FAIL\r\n${top}\r\n${rawMail({ 'Authentication-Results': 'amazonses.com; spf=fail; dmarc=pass', 'X-SES-Virus-Verdict': 'PASS' })}`,
    );

    expect((await read(raw, 'amazonses.com')).verdict).toEqual({
      spf: 'pass',
      dkim: 'pass',
      dmarc: 'fail',
      spam: 'pass',
      virus: 'fail',
    });
  });

  it.each([
    ['its sender signed', 'mail.example; dmarc=pass', 'mx.shop.example'],
    ['its sender signed with the name of SES', 'amazonses.com; dmarc=pass', 'mx.shop.example'],
    ['nobody signed', 'dmarc=pass', 'mx.shop.example'],
    [
      'is signed by whoever has that name inside theirs',
      'mx.shop.example.attacker.example; dmarc=pass',
      'mx.shop.example',
    ],
    ['names ours in a comment', '(mx.shop.example) mail.example; dmarc=pass', 'mx.shop.example'],
    ['somebody signed while no name is expected', 'mx.shop.example; dmarc=pass', undefined],
    ['is signed with nothing while no name is expected', '; dmarc=pass', undefined],
  ])('is not what %s', async (_, results, authserv) => {
    const raw = Buffer.from(`Received: ${received}\r\n${rawMail({ 'Authentication-Results': results })}`);

    expect((await read(raw, authserv)).verdict.dmarc).toBe('none');
  });

  it.each(['mx.shop.example', 'MX.Shop.Example 1', '(ours) "mx.shop.example"'])(
    'is what our own server signed as %s, above what the sender did',
    async (name) => {
      const raw = Buffer.from(
        `Received: ${received}\r\nAuthentication-Results: ${name}; dmarc=fail\r\n${rawMail({ 'Authentication-Results': 'mail.example; dmarc=pass' })}`,
      );

      expect((await read(raw, 'mx.shop.example')).verdict.dmarc).toBe('fail');
    },
  );

  it('holds the verdicts of SES only where SES receives', async () => {
    const raw = Buffer.from(`Received: ${received}\r\nX-SES-Virus-Verdict: PASS\r\n${rawMail({})}`);

    expect((await read(raw, 'mx.shop.example')).verdict.virus).toBe('none');
    expect((await read(raw, 'amazonses.com')).verdict.virus).toBe('pass');
  });

  it('is not what stood there before the mail came to us', async () => {
    const raw = Buffer.from(
      `Received: ${received}\r\nReceived: ${received}\r\n${rawMail({ 'Authentication-Results': 'amazonses.com; spf=pass; dkim=pass; dmarc=pass', 'X-SES-Spam-Verdict': 'PASS' })}`,
    );

    expect((await read(raw, 'amazonses.com')).verdict).toEqual({
      spf: 'none',
      dkim: 'none',
      dmarc: 'none',
      spam: 'none',
      virus: 'none',
    });
  });
});

describe('a mail over a limit', () => {
  const nested = (depth: number) =>
    Array.from(
      { length: depth },
      (_, nth) => `Content-Type: multipart/mixed; boundary="b${nth}"\r\n\r\n--b${nth}\r\n`,
    ).join('');
  const head = 'From: zhang@mail.example\r\nSubject: A broken cup\r\n';

  it.each([
    ['tooDeep', head + nested(10_000)],
    ['tooManyParts', `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(100_000)}`],
    ['tooManyParts', `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--c\r\n'.repeat(300_000)}`],
    ['headersTooLarge', `${head}${`X-Long: ${'y'.repeat(990)}\r\n`.repeat(3_000)}\r\nx`],
    ['tooLarge', `${head}\r\n${'x'.repeat(31 * 1024 * 1024)}`],
    ['unreadable', `no header at all\r\n\r\n${'x'.repeat(100)}`],
    ['empty', '\r\n\r\n'],
    ['empty', ''],
    ['empty', 'From: zhang@mail.example\r\n\r\n \r\n'],
  ])('is %s', async (because, raw) => {
    expect(await whyNot(Buffer.from(raw, 'latin1'))).toBe(because);
  });

  it('says whose it is and what about', async () => {
    expect(await readMail(Buffer.from(head + nested(60)))).toMatchObject({
      ok: false,
      because: 'tooDeep',
      headers: [
        { name: 'From', value: 'zhang@mail.example' },
        { name: 'Subject', value: 'A broken cup' },
      ],
    });
  });

  it.each([50, 49])('is none with %i levels', async (depth) => {
    expect(await whyNot(Buffer.from(`${head}${nested(depth)}\r\ntext`))).toBeUndefined();
  });

  it('is read when it only has a million empty lines, and shows 2 MB of a longer text', async () => {
    const empty = await aMail({}, `text${'\r\n'.repeat(1_000_000)}`);
    const long = await aMail({}, '杯子 '.repeat(600_000));

    expect(empty.text).toBe('text');
    expect(long.text.length).toBeLessThan(2 * 1024 * 1024);
    expect(long.text.endsWith('杯子')).toBe(true);
  });
});

describe('reading never throws', () => {
  it('whatever the bytes are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        expect(typeof (await readMail(bytes)).ok).toBe('boolean');
      }),
    );
  });

  it('whatever was changed in a mail', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 40 }),
        async (file, changes) => {
          const raw = new Uint8Array(readFileSync(file));
          for (const [at, byte] of changes) raw[at % raw.length] = byte;
          expect(typeof (await readMail(raw)).ok).toBe('boolean');
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each(samples)('and %s is read', async (file) => {
    expect(await whyNot(readFileSync(file))).toBeUndefined();
  });
});
