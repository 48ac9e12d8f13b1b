import type { Language } from '#platform/http/words.ts';

/** What somebody who begins a conversation reads at once; true at any hour, it promises a person and is none (SLA-11). */
export const GREETING: Readonly<Record<Language, string>> = {
  'zh-CN':
    '您好！很高兴为您服务，您的消息我们已经收到，客服人员会尽快在这里回复您；您可以继续留言，也可以稍后再来查看。',
  en: 'Hello and welcome! We have your message, and one of us will answer you here as soon as possible. Feel free to write on, or to come back later.',
};
