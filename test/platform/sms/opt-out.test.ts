import { describe, expect, it } from 'vitest';
import { optOut } from '#platform/sms/opt-out.ts';
import { steepest, TOO_STEEP } from '../../support/steepest.ts';

const REFUSALS = [
  ...[
    '退订',
    '退订。',
    ' 退 订 ',
    '【退订】',
    '退订！！！',
    '退訂',
    '请退订',
    '我要退订',
    '麻烦退订，谢谢',
    '退订短信',
  ],
  ...[
    '退订了',
    '回复退订',
    '退订退订',
    '"退订"',
    '退\u200b订',
    '退\n订',
    'TD',
    'td',
    'Td.',
    'ＴＤ',
    'ｔｄ',
    'T D',
    'T-D',
  ],
  ...['t.d.', 'ⓉⒹ', '回复TD', 'TD退订', '回TD', 'T', 't', 'Ｔ', 'T。', '【T】', '回T', '拒收', '拒收短信', '请拒收！'],
  ...['拒绝', '拒絕', '拒绝。', '我拒绝', 'STOP', 'stop', 'Stop!', 'ＳＴＯＰ', 'S T O P', 'STOP STOP', 'please stop'],
  ...['STOPALL', 'stop please', 'UNSUBSCRIBE', 'unsubscribe.', 'ｕｎｓｕｂｓｃｒｉｂｅ', 'Un-subscribe', 'td谢谢'],
];

const OTHERS = [
  ...[
    '',
    ' ',
    '。',
    'T恤多少钱',
    'T恤',
    'T恤退货',
    'T T',
    'T_T',
    'TT',
    'TDK耳机坏了',
    'TD-LTE手机',
    'S',
    'STOPWATCH坏了',
  ],
  ...[
    '我想退订上个月的会员，能退多少钱',
    '退货',
    '退款',
    '不要拒绝我的退款',
    '快递拒收了怎么办',
    '为什么拒绝赔付',
    '谢谢',
  ],
  ...[
    '请',
    '回复',
    '短信',
    '好的',
    '1',
    'the order stopped',
    'do not stop my order',
    '退订单',
    '订退',
    'stop'.repeat(20),
  ],
];

describe('a refusal of further messages', () => {
  it(`is known in ${REFUSALS.length} spellings`, () => {
    expect(REFUSALS.length).toBeGreaterThanOrEqual(40);
    expect(REFUSALS.filter((text) => !optOut(text))).toEqual([]);
  });

  it(`is not seen in ${OTHERS.length} texts that say something else`, () => {
    expect(OTHERS.filter(optOut)).toEqual([]);
  });

  it.each([
    [
      'bare',
      [
        '退订',
        ' 退 订 ',
        'ＴＤ',
        't',
        'Ｔ。',
        '回T',
        '回复TD',
        'TD退订',
        '拒收',
        '拒收短信',
        'STOP',
        'STOP STOP',
        'unsubscribe.',
      ],
    ],
    ['certain', ['请退订', '麻烦退订，谢谢', '我要退订', '退订短信', 'td谢谢']],
    ['possible', ['拒绝', '我拒绝了', '我拒收了', '拒絕。', 'Stop, please', 'please stop']],
  ])('is %s', (how, texts) => {
    expect(texts.filter((text) => optOut(text) !== how)).toEqual([]);
  });

  it('takes no time over a long text', () => {
    const asked = (text: string) => {
      for (let times = 0; times < 100; times += 1) optOut(text);
    };

    expect(steepest(100_000, (size) => 'TD'.repeat(size), asked)).toBeLessThan(TOO_STEEP);
  });
});
