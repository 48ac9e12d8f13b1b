import { findWords, plain, wordTable } from '#intake/feedback/find-words.ts';
import { listed } from '#intake/feedback/listed.ts';

/** What is a complaint on whatever way it comes (CMP): a claim, something broken or missing, a deceit; as data. */
const CLAIM = listed(
  '投诉、举报、维权、曝光、12315、消协、消费者协会、工商局、赔偿、赔付、退款、退货、骗、欺骗、欺诈、假货',
  '质量问题、破损、碎了、坏了、差评、态度差、态度恶劣、没人处理、没人回复、一直没收到',
  'complain、refund、compensat、damaged、broken、defective、never arrived、not arrived、fraud、scam、fake',
  'counterfeit、overcharged、lawyer、report you',
);

/** What is one only of somebody who writes to us for it: whoever is asked what they think remarks it. */
const DISPLEASURE = listed('太差、不满意、很失望、unacceptable、disappointed、terrible');

const WORDS = wordTable({ claim: CLAIM, displeasure: DISPLEASURE });

/** What of a complaint the words of a text hold, the gravest; a person may class it otherwise at any time. */
export function complaintIn(text: string): 'claim' | 'displeasure' | undefined {
  const found = findWords(plain(text), WORDS);
  return found.some(({ kind }) => kind === 'claim') ? 'claim' : found[0]?.kind;
}
