import { describe, expect, it } from 'vitest';
import { printable, printableLine } from '#intake/receive/printable.ts';
import { Phone } from '#platform/http/phone.ts';
import { line, prose, reference } from '#platform/http/text.ts';

describe('a text of several lines', () => {
  it.each([
    ['Chinese', '收到的杯子碎了，\n想换一个。'],
    ['emoji of many parts', '太糟糕了👩‍👩‍👧‍👦🏳️‍🌈'],
    ['right-to-left letters', 'الكأس مكسورة'],
    ['a tab', '一\t二'],
    ['ten thousand characters', '杯'.repeat(10_000)],
  ])('may hold %s', (_, text) => {
    expect(prose(10_000).parse(text)).toBe(text);
  });

  it.each([
    ['nothing', '   '],
    ['a NUL', '杯\u0000子'],
    ['an escape', '杯\u001b[31m子'],
    ['half a character', '杯\ud83d子'],
    ['one character too many', '杯'.repeat(10_001)],
  ])('may not hold %s', (_, text) => {
    expect(prose(10_000).safeParse(text).success).toBe(false);
  });

  it.each(['\u061c', '\u200e', '\u200f', '\u202a', '\u202e', '\u2066', '\u2069'])(
    'loses the mark of direction %j, as in a mail',
    (mark) => {
      const copied = `${mark}138${mark}00138000${mark}`;
      const read = [prose(20).parse(copied), line(11).parse(copied), printable(copied), printableLine(copied, 20)];

      expect(read).toEqual(read.map(() => '13800138000'));
      expect(prose(20).safeParse(mark).success).toBe(false);
      expect(reference(64).safeParse(`SO${mark}1`).success).toBe(false);
    },
  );

  it('loses the space around it', () => {
    expect(prose(5).parse('  杯子  ')).toBe('杯子');
  });
});

describe('a text of one line', () => {
  it.each(['杯子\n碎了', '杯子\r碎了', '杯子\u2028碎了', '杯子\u2029碎了'])('does not break: %j', (text) => {
    expect(line(60).safeParse(text).success).toBe(false);
  });
});

describe('a number given by somebody else', () => {
  it.each(['SO-1001', 'a.b:c@d/e+f', '_'])('may be %s', (text) => {
    expect(reference(64).parse(text)).toBe(text);
  });

  it.each(['', 'SO 1001', '订单1', 'a,b', "a'b", 'a#b', 'a\n'])('may not be %j', (text) => {
    expect(reference(64).safeParse(text).success).toBe(false);
  });
});

describe('a phone number', () => {
  it.each([
    ['138 0013-8000', '+8613800138000'],
    ['+44 (20) 7946 0000', '+442079460000'],
    ['010-87654321', '01087654321'],
  ])('%s is kept as %s', (typed, kept) => {
    expect(Phone.parse(typed)).toBe(kept);
  });

  it.each(['', '12', 'call me', '1380013800x', '+'.repeat(5)])('is not %j', (typed) => {
    expect(Phone.safeParse(typed).success).toBe(false);
  });
});
