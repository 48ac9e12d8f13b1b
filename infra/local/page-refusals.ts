import { both } from './page-text.ts';

/** Why something typed into the page could not be done. */
export type Why = 'time' | 'past' | 'far' | 'number' | 'text' | 'unheard' | 'other';

const SENTENCES: Readonly<Record<Why, readonly [chinese: string, english: string]>> = {
  time: [
    '这个时间没有看懂。请填写上海时间的日期和时刻，例如 2026-01-31 09:00。',
    'We could not read this time. Please give a date and a time of day in Shanghai, such as 2026-01-31 09:00.',
  ],
  past: [
    '这个时间已经过去了。系统的时钟只能向前移动，请填写一个更晚的时间。',
    'This time has passed already. The clock of the house only goes forward: please choose a later time.',
  ],
  far: [
    '这个时间太远了。一次最多向前移动十年。',
    'This time is too far away. The clock moves at most ten years at once.',
  ],
  number: [
    '这个号码没有看懂。请以 + 和国家代码开头，例如 +8613800000000。',
    'We could not read this number. Please begin with + and the country, such as +8613800000000.',
  ],
  text: ['短信内容请填写 1 到 1600 个字符。', 'Please write a text of 1 to 1600 characters.'],
  unheard: [
    '这条短信无法送达：系统没有为它打开接收短信的入口。',
    'This message cannot come in: the house has opened no way in for it.',
  ],
  other: ['没有看懂所填的内容。请检查后再试一次。', 'We could not read this. Please check it and try again.'],
};

/** What the page says to whoever typed it. */
export const kindly = (why: Why): string => both(...SENTENCES[why]);
