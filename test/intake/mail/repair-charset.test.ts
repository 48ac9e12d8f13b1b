import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repairCharset } from '#intake/mail/repair-charset.ts';
import { CHARSETS, encoded, wronglyLabelled } from '../../corpus/chinese-bodies.ts';
import { randomFrom } from '../../corpus/random.ts';

describe('a text whose label is wrong', () => {
  it.each(CHARSETS)('in %s is read as it was meant, 99 of 100 times at least', (charset) => {
    const random = randomFrom(20_260_302);
    const bodies = Array.from({ length: 200 }, () => wronglyLabelled(random, charset));

    const exact = bodies.filter(({ text, bytes, label }) => repairCharset(bytes, label) === text);

    expect(exact.length).toBeGreaterThanOrEqual(198);
  });

  it.each([
    ['Forma\xe7\xe3o de ver\xe3o', 'iso-8859-1', 'Formação de verão'],
    ['caf\xe9 d\xe9j\xe0 vu', undefined, 'café déjà vu'],
    ['\xc4\xe3\xba\xc3\xa3\xac\xd0\xbb\xd0\xbb', undefined, '你好，谢谢'],
    ['\xe4\xbd\xa0\xe5\xa5\xbd', 'gb2312', '你好'],
    ['\xc4\xe3\xba\xc3', 'GB_2312-80', '你好'],
    ['\xc4\xe3\xba\xc3', '"cp936"', '你好'],
    ['plain', 'no-such-charset', 'plain'],
    ['plain', 'utf-16', 'plain'],
    ['p\0l\0', 'utf-16le', 'pl'],
    ['\x1b$B$"\x1b(B', 'ISO-2022-JP', 'あ'],
    ['\x82\xa0', 'Shift_JIS', 'あ'],
    ['\xb0\xa1', 'ks_c_5601-1987', '가'],
  ])('%j, said to be %s, is %s', (bytes, label, text) => {
    expect(repairCharset(Buffer.from(bytes, 'latin1'), label)).toBe(text);
  });
});

describe('a text whose label is right', () => {
  it.each(['gbk', 'big5', 'utf-8'] as const)('in %s stays as it is, however short', (charset) => {
    const signs = charset === 'big5' ? '您好謝謝退款訂單沒有收到' : '你好谢谢退款订单没有收到';
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...signs), { minLength: 1, maxLength: 20 }), (some) => {
        const text = some.join('');
        expect(repairCharset(encoded(text, charset), charset)).toBe(text);
      }),
    );
  });

  it('never makes a reader stumble, whatever the bytes and the label are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ maxLength: 20 }), (bytes, label) => {
        expect(typeof repairCharset(bytes, label)).toBe('string');
      }),
    );
  });
});
