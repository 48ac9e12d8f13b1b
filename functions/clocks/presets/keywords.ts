import type { Keywords } from '#clocks/policy.ts';

/** The examples of the class table, Chinese first; a table of one's own replaces them. */
export const keywords: Keywords[] = [
  {
    rule: 'CLS-02',
    class: 'A',
    urgency: 'urgent',
    words: ['支付宕机', '业务中断', '系统瘫痪', '系统崩溃', '无法支付', '宕机', 'payment down', 'complete outage'],
  },
  {
    rule: 'CLS-02',
    class: 'A',
    urgency: 'urgent',
    words: ['错发高危', '高危产品', '危险品', '食物中毒', '起火', '爆炸', '触电', '受伤', 'dangerous goods', 'injured'],
  },
  { rule: 'CLS-03', class: 'A', majorLoss: true, words: ['重大损失', '巨额损失', 'major loss'] },
  { rule: 'CLS-04', class: 'B', words: ['无法导出', '功能异常', '部分无法使用', 'cannot export', 'malfunction'] },
  { rule: 'CLS-06', class: 'C', words: ['产品功能介绍', '使用方法', '怎么使用', 'how to use'] },
  { rule: 'CLS-14', urgency: 'urgent', words: ['紧急', '加急', '马上处理', 'urgent', 'asap'] },
];
