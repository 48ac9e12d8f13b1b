import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskName } from '#platform/personal/mask-name.ts';

describe('masking a name', () => {
  it.each([
    ['张伟', '张**'],
    ['张伟先生', '张先生'],
    ['李小龙女士', '李女士'],
    ['王芳小姐', '王女士'],
    ['赵敏 太太', '赵女士'],
    ['欧阳娜娜', '欧阳**'],
    ['诸葛亮先生', '诸葛先生'],
    ['上官婉儿', '上官**'],
    ['Mr 张', '张先生'],
    ['阿卜杜拉·买买提', '阿卜杜拉·*'],
    ['古丽•热合曼女士', '古丽·*女士'],
    ['John Smith', 'J* S*'],
    ['Mrs. Ana María Ruiz', 'Ms A* M* R*'],
    ['김철수', '김*'],
    ['先生', '先生'],
    ['', ''],
  ])('%s is shown as %s', (name, shown) => {
    expect(maskName(name)).toBe(shown);
  });

  it.each([
    ['张伟', 'mr', '张先生'],
    ['司马光', 'mr', '司马先生'],
    ['李娜', 'ms', '李女士'],
    ['李娜女士', 'mr', '李女士'],
    ['Jane Roe', 'ms', 'Ms J* R*'],
  ] as const)('%s with the title %s is shown as %s', (name, title, shown) => {
    expect(maskName(name, title)).toBe(shown);
  });

  const letters = fc.constantFrom(...'张欧阳司马光先生女士小姐·*. JohnMr田さ🙂'.match(/./gu)!, '先生', 'Mr ');
  const name = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(letters, { maxLength: 12 }).map((all) => all.join('')),
  );

  it('leaves a masked name as it is', () => {
    fc.assert(
      fc.property(name, fc.constantFrom('mr', 'ms', undefined), (any, title) => {
        const once = maskName(any, title);
        expect(maskName(once, title)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never shows a given name', () => {
    const given = fc.array(fc.constantFrom(...'鑫磊婷雪峰'), { minLength: 1, maxLength: 2 }).map((all) => all.join(''));
    fc.assert(
      fc.property(fc.constantFrom('张', '欧阳', 'O'), given, (surname, rest) => {
        const shown = maskName(`${surname}${rest}`);
        expect([...rest].filter((letter) => shown.includes(letter))).toEqual([]);
      }),
    );
  });
});
