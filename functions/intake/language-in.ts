import type { Language } from '#platform/http/words.ts';

const LOOKED_AT = 4_000; // characters: enough to hear how somebody speaks
const CJK = /[\u3400-\u9fff\uf900-\ufaff]/;
const LETTER = /\p{L}/u;

/** The language to answer somebody in who said this and named none: Chinese for Chinese and for what has no words, else English. */
export function languageIn(said: string): Language {
  const text = said.slice(0, LOOKED_AT);
  return CJK.test(text) || !LETTER.test(text) ? 'zh-CN' : 'en';
}
