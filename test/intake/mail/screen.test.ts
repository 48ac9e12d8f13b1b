import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { screen } from '#intake/mail/screen.ts';
import { aMail, type Headers, multipart, read } from './a-mail.ts';

const own = { domains: ['shop.example'], xLoop: 'kefu-1' };
const kindOf = async (headers: Headers, body?: string) => screen(await aMail(headers, body), own).kind;
const bounceOf = async (file: string) => screen(await read(readFileSync(`test/samples/bounces/${file}.eml`)), own);

describe('a mail of a person', () => {
  it.each<[Headers, string]>([
    [{}, 'The cup arrived broken.'],
    [{ 'Auto-Submitted': 'no' }, 'hello'],
    [{ Subject: '包裹无法送达，退件' }, '快递说地址不存在，退款 550 元什么时候到账？'],
    [{ Subject: '自动回复怎么关闭？' }, '请教一下'],
    [{ Subject: '收不到验证码', From: 'zhang@qq.com' }, '验证码 123456 收到了但是登录不了 https://shop.example/login'],
    [{ Subject: 'Fwd: Undelivered Mail Returned to Sender' }, 'Your shop bounced my mail: 550 5.1.1 user unknown'],
    [{ Subject: 'Your confirmation of my order' }, 'I never got it.'],
    [{ 'X-Loop': 'somebody else' }, 'hello'],
    [{ 'X-Auto-Response-Suppress': 'OOF, DR' }, 'hello'],
    [{ 'X-Auto-Response-Suppress': 'All' }, 'hello'],
    [{ 'Return-Path': '<zhang@mail.example>' }, 'hello'],
  ])('with %j is answered', async (headers, body) => {
    expect(await kindOf(headers, body)).toBe('person');
  });
});

describe('a mail of a machine', () => {
  it.each<[string, Headers]>([
    ['autoReply', { 'Auto-Submitted': 'auto-replied' }],
    ['autoReply', { 'Auto-Submitted': 'auto-generated (vacation)' }],
    ['autoReply', { 'Return-Path': '<>' }],
    ['autoReply', { 'X-Auto-Response-Suppress': 'All', 'Auto-Submitted': 'auto-replied' }],
    ['autoReply', { Precedence: 'auto_reply' }],
    ['autoReply', { 'X-Autoreply': 'yes' }],
    ['autoReply', { Subject: 'Out of Office: A broken cup' }],
    ['autoReply', { Subject: 'Mira Lind is out of the office until Monday' }],
    ['autoReply', { Subject: '自动回复：杯子' }],
    ['autoReply', { Subject: '自动回复: Re: cup' }],
    ['autoReply', { Subject: 'Automatische Antwort: Tasse' }],
    ['autoReply', { Subject: 'Réponse automatique : tasse' }],
    ['autoReply', { Subject: '[Auto-Reply] cup' }],
    ['list', { 'List-Id': '<news.mail.example>' }],
    ['list', { 'List-Unsubscribe': '<https://mail.example/stop>' }],
    ['list', { Precedence: 'bulk' }],
    ['own', { 'X-Loop': 'kefu-1' }],
    ['own', { From: 'help@shop.example' }],
    ['receipt', { 'Content-Type': 'multipart/report; report-type=disposition-notification; boundary=x' }],
    ['receipt', { Subject: '已读: A broken cup', 'Return-Path': '<>' }],
    ['verification', { From: 'no-reply@gitlab.example' }],
    ['verification', { From: 'GitHub <noreply@github.example>', 'Auto-Submitted': 'auto-generated', 'List-Id': '<x>' }],
    ['verification', { From: 'donotreply.accounts@bank.example' }],
    ['spam', { 'X-SES-Spam-Verdict': 'FAIL' }],
    ['spam', { 'X-SES-Virus-Verdict': 'FAIL' }],
  ])('is %s with %j', async (kind, headers) => {
    expect(await kindOf(headers)).toBe(kind);
  });

  it.each([
    ['Verify your email address', 'Click https://gitlab.example/confirm?token=x'],
    ['Your verification code', 'Your code is 482913.'],
    ['您的验证码', '验证码：482913，5 分钟内有效。'],
    ['You have been invited to join Acme on Slack', 'Accept: https://slack.example/join'],
    ['Reset your password', 'https://x.example/reset'],
  ])('that asks to prove an address by "%s" is for the staff alone', async (Subject, body) => {
    expect(await kindOf({ From: 'security@service.example', Subject }, body)).toBe('verification');
  });

  it('is a bounce before anything else, whatever list it was sent through', async () => {
    const mail = await read(
      multipart(
        'report',
        [
          'Content-Type: text/plain\r\n\r\nsorry',
          'Content-Type: message/delivery-status\r\n\r\nA: b\r\n\r\nFinal-Recipient: rfc822; x@mail.example\r\nAction: failed\r\nStatus: 5.1.1',
        ],
        { 'List-Id': '<x>', 'Auto-Submitted': 'auto-replied' },
      ),
    );

    expect(screen(mail, own)).toMatchObject({
      kind: 'bounce',
      bounced: [{ address: 'x@mail.example', permanent: true }],
    });
  });

  it('is a receipt when the report says that the mail arrived', async () => {
    const mail = await read(
      multipart('report', [
        'Content-Type: message/delivery-status\r\n\r\nA: b\r\n\r\nFinal-Recipient: rfc822; x@mail.example\r\nAction: delivered\r\nStatus: 2.0.0',
      ]),
    );

    expect(screen(mail, own).kind).toBe('receipt');
  });

  it('is a complaint when somebody called our mail spam, and is believed for good', async () => {
    const mail = await read(
      multipart('report; report-type=feedback-report', [
        'Content-Type: text/plain\r\n\r\nabuse',
        'Content-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nOriginal-Rcpt-To: x@mail.example',
        'Content-Type: message/rfc822\r\n\r\nMessage-ID: <ours@shop.example>\r\n\r\nx',
      ]),
    );

    expect(screen(mail, own)).toMatchObject({
      kind: 'bounce',
      bounced: [{ address: 'x@mail.example', permanent: true, originalMessageId: '<ours@shop.example>' }],
    });
  });
});

describe('a mail that came back', () => {
  const negatives = /is-not-bounce/;

  it.each(globSync('test/samples/bounces/*.eml').filter((file) => !negatives.test(file)))(
    'as %s is known',
    async (file) => {
      expect(screen(await read(readFileSync(file)), own).kind).toBe('bounce');
    },
  );

  it.each(['not-is-not-bounce-01', 'not-is-not-bounce-02'])('is not %s', async (file) => {
    expect((await bounceOf(file)).kind).toBe('person');
  });

  it.each([
    ['bsd-rfc3464-01', 'userunknown@bouncehammer.jp', true],
    ['bsd-lhost-dragonfly-02', 'pseudo-local-part@outlook.example.com', true],
  ])('says in %s for whom it was', async (file, address, permanent) => {
    expect((await bounceOf(file)).bounced).toMatchObject([{ address, permanent }]);
  });

  it('says which of our mails it was', async () => {
    expect((await bounceOf('bsd-lhost-dragonfly-02')).bounced).toMatchObject([
      { originalMessageId: '<66681300.e06d1.6964aaf9@df.example.jp>' },
    ]);
  });

  it.each([
    ['<x@mail.example>: host said: 452 4.2.2 mailbox full', false],
    ['<x@mail.example>: host said: 550 5.1.1 unknown', true],
    ['<x@mail.example>: host 10.5.1.1 said: 451 try again', false],
    ['<x@mail.example>: 收件人不存在', true],
  ])('for good or for now: %s', async (line, permanent) => {
    const mail = await aMail(
      { From: 'MAILER-DAEMON@mail.example', Subject: 'Undelivered Mail Returned to Sender' },
      line,
    );

    expect(screen(mail, own).bounced).toEqual([{ address: 'x@mail.example', permanent }]);
  });
});
