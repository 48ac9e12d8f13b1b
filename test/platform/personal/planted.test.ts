import { describe, expect, it } from 'vitest';
import type { Found } from '#platform/personal/detect.ts';
import { maskText } from '#platform/personal/mask-text.ts';
import { SENTENCES } from '../../corpus/personal-sentences.ts';
import {
  aCard,
  aLandline,
  aLocalNumber,
  aMistypedCard,
  aMobile,
  aName,
  anAbroad,
  anAccount,
  anAddress,
  anAlipay,
  anEmail,
  anIban,
  anIdNumber,
  anyCard,
  type Drawn,
} from '../../corpus/personal-values.ts';
import { randomFrom } from '../../corpus/random.ts';

const DRAWS = 300;

describe('values drawn in many spellings, in sentences the rules were not made with', () => {
  it.each<[keyof typeof SENTENCES, Found['kind'], Drawn, number]>([
    ['mobile', 'mobile', aMobile, 0.99],
    ['landline', 'landline', aLandline, 0.99],
    ['email', 'email', anEmail, 0.99],
    ['idNumber', 'idNumber', anIdNumber, 0.99],
    ['bankCard', 'bankCard', aCard, 0.99],
    ['anyCard', 'bankCard', anyCard, 0.99],
    ['mistypedCard', 'bankCard', aMistypedCard, 0.99],
    ['account', 'account', anAccount, 0.99],
    ['alipay', 'account', anAlipay, 0.99],
    ['iban', 'account', anIban, 0.99],
    ['localNumber', 'landline', aLocalNumber, 0.99],
    ['abroad', 'mobile', anAbroad, 0.99],
    ['address', 'address', anAddress, 0.99],
    ['name', 'name', aName, 0.9], // one sentence announces its name from afar
  ])('%s: nearly all are masked', (sentences, kind, draw, least) => {
    const random = randomFrom(20_260_302);
    const masked = Array.from({ length: DRAWS }, () => {
      const value = draw(random);
      const { text, found } = maskText(random.oneOf<string>(SENTENCES[sentences]).replace('{}', () => value));
      return !text.includes(value) && found.some((one) => one.kind === kind);
    }).filter(Boolean).length;

    expect(masked / DRAWS).toBeGreaterThanOrEqual(least);
  });
});
