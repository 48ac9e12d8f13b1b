import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutReply } from '#intake/mail/cut-reply.ts';
import { filled, REPLY_CUTS, wanted } from '../../corpus/reply-cuts.ts';
import { steepest, TOO_STEEP } from '../../support/steepest.ts';

const samples = Object.entries(REPLY_CUTS)
  .filter(([name]) => name !== 'email_21') // long, and read with the whole set
  .flatMap(([name, lines]) =>
    filled(readFileSync(`test/samples/replies/${name}.txt`, 'utf8')).map((text) => ({ name, text, lines })),
  );

const HEADERS =
  '发件人: 客服 <a@shop.example>\n发送时间: 2026年3月2日 10:00\n收件人: 张三 <z@mail.example>\n主题: 您的投诉\n\n已收到';

describe('cutting a reply', () => {
  it.each(samples)('shows of $name what was written', ({ text, lines }) => {
    expect(cutReply(text).shown).toBe(wanted(text, lines));
  });

  it.each([
    ['QQ', `杯子碎了。\n\n\n\n------------------ 原始邮件 ------------------\n${HEADERS}`],
    [
      'QQ with references',
      '杯子碎了。\n\n\n&nbsp;\n\n------------------&nbsp;原始邮件&nbsp;------------------\n发件人:x',
    ],
    ['NetEase', '杯子碎了。\n\n\n\n在 2026-03-02 10:00:00，"客服" <a@shop.example> 写道：\n\n已收到'],
    [
      'NetEase on a phone',
      '杯子碎了。\n\n| |\n张三\n|\n|\nz@163.com\n|\n签名由网易邮箱大师定制\n\nOn 3/2/2026 10:00，客服<a@shop.example> wrote：\n已收到',
    ],
    ['Gmail', '杯子碎了。\n\n客服 <a@shop.example> 于2026年3月2日周一 10:00写道：\n\n> 已收到\n'],
    [
      'iPhone',
      '杯子碎了。\n\n发自我的iPhone\n\n> 在 2026年3月2日，上午10:00，客服 <a@shop.example> 写道：\n> \n> 已收到',
    ],
    ['Huawei', '杯子碎了。\n\n\n发自我的华为手机\n\n\n-------- 原始邮件 --------\n发件人： 客服'],
    ['Outlook', `杯子碎了。\n\n来自 Outlook\n\n________________________________\n${HEADERS}`],
    ['Foxmail', `杯子碎了。\n\n \n${HEADERS}`],
    ['no date', '杯子碎了。\n\n客服写道：\n> 已收到'],
  ])('shows what %s put above the history', (_, text) => {
    expect(cutReply(text).shown).toBe('杯子碎了。');
  });

  it('keeps a quotation that is answered line by line', () => {
    const text = '见下\n\nOn 2026-03-02 10:00, Shop <a@shop.example> wrote:\n> 订单号？\nA123\n> 颜色？\n红色';

    expect(cutReply(text)).toEqual({ shown: text, rest: '' });
  });

  it('takes off the quotation above an answer', () => {
    expect(cutReply('在 2026-03-02 10:00，客服 <a@shop.example> 写道：\n> 请问订单号？\n\n是 A123')).toEqual({
      shown: '是 A123',
      rest: '在 2026-03-02 10:00，客服 <a@shop.example> 写道：\n> 请问订单号？',
    });
  });

  it('keeps what somebody forwards', () => {
    const text = '请看\n\n---------- Forwarded message ---------\nFrom: 快递 <k@mail.example>\n\n无法送达';

    expect(cutReply(text).shown).toBe(text);
  });

  it('shows something whenever something was written, and loses no word', () => {
    const line = fc.constantFrom(
      '> 引用',
      '在 2026-03-02 10:00，客服 <a@b.example> 写道：',
      '你好',
      '',
      '--',
      '发自我的iPhone',
      '------',
      'From: a',
      'To: b',
      'Subject: c',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join('\n');
        const { shown, rest } = cutReply(text);
        expect(shown === '').toBe(text.trim() === '');
        expect([...`${shown}${rest}`].filter((sign) => !/[\s-]/.test(sign)).length).toBe(
          [...text].filter((sign) => !/[\s-]/.test(sign)).length,
        );
      }),
    );
  });

  it.each([
    ['quotations', '> a\nb\n', 100_000],
    ['headers', 'From: \n', 100_000],
    ['introductions', `${'12:00 2024 @x'.repeat(20)}:\n`, 10_000],
    ['one line', 'On 2024 wrote:', 200_000],
  ])('takes no longer for each of two megabytes of %s than for a part of them', (_, text, times) => {
    expect(steepest(times, (size) => text.repeat(size), cutReply)).toBeLessThan(TOO_STEEP);
  });
});
