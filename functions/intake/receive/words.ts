import type * as z from 'zod';
import type { Language } from '#tickets/ticket.ts';

type Words = {
  readonly noSubject: string;
  readonly noText: string;
  readonly unread: string;
  /** One line for each file that was left out. */
  readonly leftOut: (name: string, because: 'type' | 'size' | 'count') => string;
  readonly cut: string;
};

const CHINESE_REASONS = { type: '不接收此类文件', size: '文件过大', count: '附件过多' };
const ENGLISH_REASONS = { type: 'files of this kind are not taken in', size: 'too large', count: 'too many files' };

/** What the house itself says in a message that came without it. */
export const WORDS: Readonly<Record<z.infer<typeof Language>, Words>> = {
  'zh-CN': {
    noSubject: '（无主题）',
    noText: '（邮件没有文字内容）',
    unread: '（这封邮件无法读取，原件已保存。）',
    leftOut: (name, because) => `［附件“${name}”未接收：${CHINESE_REASONS[because]}］`,
    cut: '……（内容较长，完整内容见原件）',
  },
  en: {
    noSubject: '(no subject)',
    noText: '(the mail holds no text)',
    unread: '(This mail could not be read; it is kept as it came.)',
    leftOut: (name, because) => `[The file “${name}” was left out: ${ENGLISH_REASONS[because]}]`,
    cut: '… (the rest is in the mail as it came)',
  },
};
