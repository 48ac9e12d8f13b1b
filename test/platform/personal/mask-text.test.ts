import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskText, sealAtDoor } from '#platform/personal/mask-text.ts';

describe('masking a text', () => {
  it.each([
    ['我叫张伟，手机138 1234 5678。', '我叫张**，手机138****5678。'],
    ['身份证11010519491231002X', '身份证**************002X'],
    ['银行卡6222 0212 3456 7890 128', '银行卡**** **** **** 0128'],
    ['寄浙江省杭州市西湖区文三路100号，张伟收', '寄浙江省杭州市西湖区****，张**收'],
    ['座机010-62341234，邮箱zhang@example.com', '座机010-****1234，邮箱z***@example.com'],
    ['护照E12345678，QQ12345678', '护照*****678，QQ****78'],
    ['阳光花园3栋2单元501室', '****'],
    ['+1 415 555 0123 或 138 1234 5678', '+1****0123 或 138****5678'],
    ['家里座机 68881234', '家里座机 ****1234'],
    ['银行账号 4000 0230 0920 0123 456', '银行账号 **** **** **** 3456'],
    ['户号：12345678，支付宝：zhangsan888', '户号：****78，支付宝：****88'],
    ['IBAN DE89 3704 0044 0532 0130 00', 'IBAN ****00'],
  ])('%s is shown as %s', (text, shown) => {
    expect(maskText(text).text).toBe(shown);
  });

  it('leaves a text as it came when nothing in it is personal', () => {
    const text = '３号①的　包裹 坏了\u200b，订单2023110512345。';

    expect(maskText(text)).toEqual({ text, found: [] });
  });
});

describe('what stands joined to a number that is hidden', () => {
  it('is hidden too, and found where it stood', () => {
    const text = '发到a@b.cn6222021234567890128和13812345678';

    expect(maskText(text)).toEqual({
      text: '发到a***@b.cn**** **** **** 0128和138****5678',
      found: [
        { kind: 'email', start: 2, end: 8, value: 'a@b.cn' },
        { kind: 'bankCard', start: 8, end: 27, value: '6222021234567890128' },
        { kind: 'mobile', start: 28, end: 39, value: '13812345678' },
      ],
    });
  });
});

describe('what is sealed at the door', () => {
  it('is handed out, and masked in the text, and nothing else is', () => {
    const text = '张伟 13812345678，身份证11010519491231002X，卡6222021234567890128，订单SO-1234';

    expect(sealAtDoor(text, { names: ['张伟'] })).toEqual({
      text: '张伟 13812345678，身份证**************002X，卡**** **** **** 0128，订单SO-1234',
      values: [
        { kind: 'idNumber', value: '11010519491231002X' },
        { kind: 'bankCard', value: '6222021234567890128' },
      ],
    });
  });
});

describe('a number that is named as an account of a bank', () => {
  it.each(['3100012345678901234', '123456789012', '6217001234567890123'])(
    'is sealed at the door though no check holds: %s',
    (value) => {
      expect(sealAtDoor(`退款账号：${value}，户号 12345678`)).toEqual({
        text: `退款账号：**** **** **** ${value.slice(-4)}，户号 12345678`,
        values: [{ kind: 'bankCard', value }],
      });
    },
  );
});

describe('any text', () => {
  const options = { orderNumbers: ['SO-####', '####'], names: ['张伟', 'Jo'] };
  const pieces = fc.constantFrom(
    ...[
      '13812345678',
      '+86',
      '138',
      '1234',
      '5678',
      '11010519491231002X',
      '6222021234567890128',
      '010-62341234',
      'a@b.cn',
    ],
    ...[
      '浙江省',
      '杭州市',
      '西湖区',
      '文三路',
      '100号',
      '3幢',
      '502室',
      '上海',
      '我叫',
      '张伟',
      '先生',
      '收件人',
      '身份证',
      '卡号',
    ],
    ...[
      '微信',
      'QQ',
      '护照',
      'E12345678',
      'wx_12345',
      'SO-1234',
      ' ',
      '-',
      '.',
      '*',
      '***',
      '(',
      ')',
      '，',
      '：',
      '\n',
      '一',
      '〇',
    ],
    ...[
      '账号',
      '账户：',
      '户号',
      '支付宝',
      '工商银行',
      'account no. ',
      'card ',
      'IBAN ',
      'DE89370400440532013000',
      'DE',
      '89',
      '座机',
      '电话',
      '68881234',
      '2026-03-01',
      '4000 0230 0920 0123 456',
      '3100012345678901234',
      'zhangsan888',
      '+1',
      '415',
    ],
    ...['收', '号', 'X', '@', '+44', 'Jo', 'S*', '１２', '①', '李', '1', '0', '86', '路'],
  );
  const text = fc.oneof(
    { weight: 4, arbitrary: fc.array(pieces, { maxLength: 14 }).map((all) => all.join('')) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  );

  it('is masked the same by masking it twice', () => {
    fc.assert(
      fc.property(text, (any) => {
        const once = maskText(any, options).text;
        expect(maskText(once, options).text).toBe(once);
      }),
      { numRuns: 5_000 },
    );
  });

  it('keeps everything that is not found', () => {
    fc.assert(
      fc.property(text, (any) => {
        const { text: shown, found } = maskText(any, options);
        const ends = found.map(({ end }) => end);
        const kept = [0, ...ends].map((from, nth) => any.slice(from, found[nth]?.start ?? any.length));
        expect(kept.every((part) => shown.includes(part))).toBe(true);
        expect(found.length > 0 || shown === any).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('that was sealed at the door gives no number of a resident or a card again', () => {
    fc.assert(
      fc.property(text, (any) => {
        expect(sealAtDoor(sealAtDoor(any, options).text, options).values).toEqual([]);
      }),
      { numRuns: 5_000 },
    );
  });
});
