import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findWords, plain, wordTable } from '#intake/feedback/find-words.ts';
import { judge } from '#intake/feedback/judge.ts';
import { sentimentOf } from '#intake/feedback/sentiment.ts';
import { topicOf } from '#intake/feedback/topic.ts';

describe('how feedback sounds', () => {
  it.each([
    [1, 'negative'],
    [2, 'negative'],
    [3, 'neutral'],
    [4, 'positive'],
    [5, 'positive'],
  ] as const)('is said by a score of %i first', (score, sentiment) => {
    expect(sentimentOf({ score, text: '太差了，非常失望' })).toEqual({ sentiment, because: 'score' });
  });

  it.each([
    ['很好用，推荐', 'positive'],
    ['不满意', 'negative'],
    ['很满意', 'positive'],
    ['不是很好吃', 'negative'],
    ['没有投诉的必要，服务不错', 'positive'],
    ['ＢＡＤ quality, very Disappointed', 'negative'],
    ['I am not happy', 'negative'],
    ['很好，但是太慢', 'neutral'],
    ['今天下雨', 'neutral'],
    ['badge', 'negative'],
  ] as const)('is in its words: %s', (text, sentiment) => {
    expect(sentimentOf({ text }).sentiment).toBe(sentiment);
  });

  it('is found in the time its length takes', () => {
    const worst = '不'.repeat(5_000);

    expect(sentimentOf({ text: worst })).toEqual({ sentiment: 'neutral', because: 'nothing' });
  });

  it.each([
    ['ﷺ', 'eighteen letters'],
    ['㌖', 'six letters'],
    ['㏂', 'four letters, and words begin with the first'],
  ])('is found before and behind ten thousand %s, each of which stands for %s', (sign) => {
    const text = `差${sign.repeat(10_000)}难吃`;

    expect(plain(text).length).toBeLessThanOrEqual(6 * text.length);
    expect(sentimentOf({ text })).toEqual({ sentiment: 'negative', because: 'words' });
  });

  it('is some answer for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(['positive', 'neutral', 'negative']).toContain(sentimentOf({ text }).sentiment);
      }),
    );
  });
});

describe('words in a text', () => {
  const TABLE = wordTable({ bad: ['不满意', 'bad'], good: ['满意'] });

  it('are found longest first, and none inside another', () => {
    expect(findWords('不满意，也满意', TABLE)).toEqual([
      { kind: 'bad', word: '不满意', at: 0 },
      { kind: 'good', word: '满意', at: 5 },
    ]);
  });

  it('of Latin letters begin where a word begins', () => {
    expect(findWords('bad badly forbad', TABLE).map(({ at }) => at)).toEqual([0, 4]);
  });
});

describe('what feedback is about', () => {
  it.each([
    ['快递太慢，包装也破了', 'logistics', 'logistics'],
    ['质量很差，做工粗糙', 'productQuality', 'product'],
    ['客服态度不好', 'serviceAttitude', 'customerService'],
    ['APP 总是闪退，登录不了', 'technical', 'technical'],
    ['申请退款一直没有处理', 'returnsAndRefunds', 'customerService'],
    ['停车太难，电梯也坏', 'premises', 'operations'],
    ['嗯', 'other', 'customerService'],
  ])('is told by its words: %s', (text, topic, department) => {
    expect(topicOf(text)).toEqual({ topic, department });
  });

  it('is what its source says, when it says so', () => {
    expect(topicOf('快递太慢', { topic: 'technical' })).toEqual({ topic: 'technical', department: 'technical' });
    expect(topicOf('快递太慢', { department: 'legal' })).toEqual({ topic: 'logistics', department: 'legal' });
    expect(topicOf('快递太慢', { topic: 'weather' })).toEqual({ topic: 'weather', department: 'customerService' });
  });
});

describe('feedback opens a ticket', () => {
  it.each([
    ['for a score of 1', { score: 1, text: '嗯' }, { kind: 'feedback', because: 'score' }],
    [
      'for a score of 2 with words of complaint',
      { score: 2, text: '我要投诉' },
      { kind: 'complaint', because: 'score' },
    ],
    ['for a score of 3 with bad words', { score: 3, text: '质量太差，失望' }, { kind: 'feedback', because: 'words' }],
    ['for what came broken', { score: 1, text: '杯子碎了' }, { kind: 'complaint', because: 'score' }],
    ['for bad words without a score', { text: '骗子，还我钱，赔偿' }, { kind: 'complaint', because: 'words' }],
  ] as const)('%s', (_, asked, opens) => {
    expect(judge(asked).opens).toEqual(opens);
  });

  it.each([
    ['a score of 4, whatever the words', { score: 4, text: '质量太差，失望，投诉' }],
    ['a score of 3 with good words', { score: 3, text: '不错' }],
    ['words that say nothing', { text: '第一次买' }],
  ])('never for %s', (_, asked) => {
    expect(judge(asked)).not.toHaveProperty('opens');
  });
});
