import type { Found } from '#platform/personal/detect.ts';
import { SENTENCES } from './personal-sentences.ts';
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
} from './personal-values.ts';

/** A kind of value: the sentences it is planted in, how one is drawn, and how many are. */
export type Plan = {
  readonly sentences: readonly string[];
  readonly draw: Drawn;
  readonly kind: Found['kind'];
  readonly count: number;
};

/** What is planted, by what the printed figures call it. */
export const PLANTED: Readonly<Record<string, Plan>> = {
  'mobile numbers': { sentences: SENTENCES.mobile, draw: aMobile, kind: 'mobile', count: 2_500 },
  landlines: { sentences: SENTENCES.landline, draw: aLandline, kind: 'landline', count: 500 },
  'addresses of mail': { sentences: SENTENCES.email, draw: anEmail, kind: 'email', count: 1_000 },
  'numbers of residents': { sentences: SENTENCES.idNumber, draw: anIdNumber, kind: 'idNumber', count: 1_500 },
  'cards of 62': { sentences: SENTENCES.bankCard, draw: aCard, kind: 'bankCard', count: 1_250 },
  'cards that a word announces': { sentences: SENTENCES.anyCard, draw: anyCard, kind: 'bankCard', count: 750 },
  addresses: { sentences: SENTENCES.address, draw: anAddress, kind: 'address', count: 1_250 },
  'names that a word announces': { sentences: SENTENCES.name, draw: aName, kind: 'name', count: 1_250 },
  'accounts as long as a card, of any check': {
    sentences: SENTENCES.mistypedCard,
    draw: aMistypedCard,
    kind: 'bankCard',
    count: 750,
  },
  'accounts that a word announces': { sentences: SENTENCES.account, draw: anAccount, kind: 'account', count: 500 },
  'accounts at Alipay': { sentences: SENTENCES.alipay, draw: anAlipay, kind: 'account', count: 250 },
  'international accounts': { sentences: SENTENCES.iban, draw: anIban, kind: 'account', count: 250 },
  'landlines without their area': {
    sentences: SENTENCES.localNumber,
    draw: aLocalNumber,
    kind: 'landline',
    count: 500,
  },
  'numbers of other countries': { sentences: SENTENCES.abroad, draw: anAbroad, kind: 'mobile', count: 250 },
};
