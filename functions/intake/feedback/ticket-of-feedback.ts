import { languageIn } from '#intake/language-in.ts';
import type { TicketAsked } from '#tickets/open-ticket.ts';
import type { FeedbackItem, Source } from './feedback.ts';
import type { Judged } from './judge.ts';

const CHANNEL: Readonly<Record<Source, TicketAsked['channel']>> = {
  chat: 'chat',
  appReview: 'app',
  social: 'social',
  email: 'email',
  market: 'app',
  survey: 'web',
  outlet: 'offlineOutlet',
};

const NAMES: Readonly<Record<Source, string>> = {
  chat: '在线会话评价',
  appReview: '应用评价',
  social: '社交媒体评论',
  email: '邮件反馈',
  market: '商城评价',
  survey: '问卷反馈',
  outlet: '门店反馈',
};

/** The ticket that feedback opens; nobody typed its subject. */
export function ticketOf(
  { source, score, text, author, orderNumber }: FeedbackItem,
  opens: NonNullable<Judged['opens']>,
): TicketAsked {
  const { customerId, name, phone, email } = author;
  return {
    kind: opens.kind,
    stage: 'afterSale',
    channel: CHANNEL[source],
    requester: {
      language: languageIn(text),
      ...(customerId && { customerId }),
      ...(name && { name }),
      ...(phone && { phone }),
      ...(email && { email }),
    },
    subject: score === undefined ? NAMES[source] : `${NAMES[source]}（${score} 分）`,
    body: text,
    ...(orderNumber && { orderNumber }),
    urgency: 'general',
  };
}
