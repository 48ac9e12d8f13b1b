import { describe, expect, it } from 'vitest';
import { normalSubject } from '#intake/mail/normal-subject.ts';

describe('the subject of a conversation', () => {
  it.each([
    ['Re: cup'],
    ['RE[2]: Re: cup'],
    ['回复：答复: cup'],
    ['回复(3)：cup'],
    ['ＲＥ：ｃｕｐ'],
    ['AW: WG: cup'],
    ['VS: SV: cup'],
    ['转发: Fwd: Cup '],
    ['轉寄：cup'],
    ['Re : [外部] cup'],
    ['[EXTERNAL] RE: cup'],
    ['Re^2: cup'],
  ])('of "%s" is the cup', (subject) => {
    expect(normalSubject(subject)).toBe('cup');
  });

  it.each([
    ['Return policy', 'return policy'],
    ['Regarding: cup', 'regarding: cup'],
    ['杯子  碎了', '杯子 碎了'],
    ['Re:', ''],
    ['', ''],
  ])('of "%s" is "%s"', (subject, normal) => {
    expect(normalSubject(subject)).toBe(normal);
  });

  it('is the same for what is normal already, and for a subject of nothing but prefixes short', () => {
    expect(normalSubject(normalSubject('Re: Fw: Cup'))).toBe('cup');
    expect(normalSubject('re:'.repeat(10_000)).length).toBeLessThanOrEqual(500);
  });
});
