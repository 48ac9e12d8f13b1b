import { languageIn } from '#intake/language-in.ts';

const LOOKED_AT = 4_000; // characters: what somebody wants stands at the beginning

/** Words by which people complain; anything else is asked. A person may class it otherwise at any time. */
const COMPLAINING: readonly string[] = [
  ...[
    '投诉',
    '举报',
    '维权',
    '赔偿',
    '赔付',
    '退款',
    '退货',
    '欺诈',
    '欺骗',
    '假货',
    '质量问题',
    '破损',
    '碎了',
    '坏了',
  ],
  ...[
    '太差',
    '差评',
    '不满意',
    '很失望',
    '没人处理',
    '没人回复',
    '一直没收到',
    '消费者协会',
    '12315',
    '工商局',
    '曝光',
  ],
  ...['complain', 'refund', 'damaged', 'broken', 'defective', 'unacceptable', 'disappointed', 'compensation'],
  ...['never arrived', 'not arrived', 'terrible', 'fraud', 'counterfeit', 'overcharged'],
];

/** What somebody wants, by their words, and the language they wrote it in. */
export function triage(subject: string, text: string) {
  const words = `${subject}\n${text.slice(0, LOOKED_AT)}`;
  const small = words.toLowerCase();
  const complains = COMPLAINING.some((word) => small.includes(word));
  return {
    kind: complains ? ('complaint' as const) : ('enquiry' as const),
    language: languageIn(words),
  };
}
