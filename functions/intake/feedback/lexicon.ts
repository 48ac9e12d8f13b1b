import { listed } from './listed.ts';

/** Words that say how somebody feels, as data: a longer word counts before a shorter one inside it (不满意 before 满意). */
export const FEELINGS = {
  negative: listed(
    '差、太差、很差、差劲、差评、最差、垃圾、烂、坏、破、假货、假的、骗、骗子、欺骗、坑、坑爹、上当',
    '失望、后悔、不满、不满意、不好、不太好、不怎么样、不行、不值、不推荐、不会再、再也不、不新鲜',
    '不好吃、难吃、难用、难看、难受、难闻、恶心、无语、生气、气愤、愤怒、讨厌、郁闷、糟糕、糟、可恶',
    '恶劣、投诉、曝光、退款、退货、没人理、不理、没人管、敷衍、推卸、拖延、态度差、服务差、不耐烦',
    '质量问题、瑕疵、有问题、故障、死机、卡顿、卡死、闪退、漏、碎、裂、烂了、过期、发霉、异味、掉色',
    '起球、褪色、划痕、慢、太慢、很慢、一般、凉、臭、贵、难、油腻、不干净、没谁了、最后一次、绝不',
    '不舒服、不愉快、便宜无好货、不合身、旧、太少、太贵、太硬、太小、凉了、冷了、没熟、不熟、少了',
    '漏发、发错、送错、没收到、没送、超时、一般般、没用、不能用、用不了、打不开、连不上、无法',
    '没有效果、没效果、不清、不准、发热、发烫、二手、翻新、头屑、头皮痒、bad、terrible、awful',
    'worst、poor、broken、disappointed、disappointing、horrible、useless、never again、refund、scam',
    'fake、rude、slow、dirty、complain、complaint、unhappy、dissatisfied、not good、waste',
  ),
  positive: listed(
    '好、很好、好的、真好、超好、好评、好用、好吃、好看、不错、很棒、棒、赞、喜欢、满意、开心、惊喜',
    '完美、推荐、值得、实惠、划算、物美价廉、性价比、新鲜、美味、舒服、漂亮、精致、给力、靠谱、很快',
    '快、迅速、可口、甜、及时、准时、热情、耐心、周到、贴心、专业、感谢、谢谢、辛苦、五星、流畅',
    '清晰、柔顺、信赖、good、great、excellent、perfect、love、like、nice、fast、happy、satisfied',
    'thank、recommend、wonderful、best',
  ),
  /** Right before a word of feeling they turn it round. */
  turning: ['不', '没', '没有', '不是', '不太', '不够', '并不', '毫不', 'not ', "n't ", 'no ', 'never '],
} as const;
