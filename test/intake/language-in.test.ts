import { describe, expect, it } from 'vitest';
import { languageIn } from '#intake/language-in.ts';

describe('the language to answer in', () => {
  it.each([
    ['我的杯子碎了', 'zh-CN'],
    ['My cup is broken', 'en'],
    ['My 杯子 is broken', 'zh-CN'],
    ['Où est mon colis ?', 'en'],
    ['？', 'zh-CN'],
    ['12345', 'zh-CN'],
    ['', 'zh-CN'],
    [`${' '.repeat(4_000)}Hello`, 'zh-CN'],
  ])('for %j is %s', (said, language) => {
    expect(languageIn(said)).toBe(language);
  });
});
