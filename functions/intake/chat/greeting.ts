import type { Language } from '#platform/http/words.ts';

/** What somebody who begins a conversation reads at once; it promises a person and is none (SLA-11). */
export const GREETING: Readonly<Record<Language, string>> = {
  'zh-CN': '您好！很高兴为您服务，您的消息我们已经收到，客服人员马上就来，请稍候。',
  en: 'Hello and welcome! We have your message; one of us will be with you in a moment.',
};
