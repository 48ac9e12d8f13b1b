import { describe, expect, it } from 'vitest';
import { maskText } from '#platform/personal/mask-text.ts';
import { PLANTED } from '../../corpus/personal-plan.ts';
import { randomFrom } from '../../corpus/random.ts';

const DRAWS = 300;
const MOST = 0.99;
const MOST_NAMES = 0.9; // one sentence announces its name from afar

describe('values drawn in many spellings, in sentences the rules were not made with', () => {
  it.each(Object.entries(PLANTED))('%s: nearly all are masked', (_, { sentences, draw, kind }) => {
    const random = randomFrom(20_260_302);
    const masked = Array.from({ length: DRAWS }, () => {
      const value = draw(random);
      const { text, found } = maskText(random.oneOf(sentences).replace('{}', () => value));
      return !text.includes(value) && found.some((one) => one.kind === kind);
    }).filter(Boolean).length;

    expect(masked / DRAWS).toBeGreaterThanOrEqual(kind === 'name' ? MOST_NAMES : MOST);
  });
});
