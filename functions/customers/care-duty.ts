import type { TicketAsked } from '#tickets/open-ticket.ts';
import type { Known } from './customer.ts';

const WORDS = {
  'zh-CN': {
    subject: '专项回访',
    body: '我们注意到您近期几次的体验未能令您满意。我们将专程与您联系，听取您的意见，并改进服务。',
  },
  en: {
    subject: 'Care follow-up',
    body: 'We noticed that we did not satisfy you several times of late. We will contact you to hear why, and do better.',
  },
};

/** How to reach somebody, in the clear. */
export type Reach = {
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
};

/** The call the house owes a customer who was dissatisfied several times, on the channel they prefer; they may read it (CUS-04, CUS-07). */
export function careDuty({ id, language, profile }: Known, reach: Reach): TicketAsked {
  return {
    kind: 'feedback',
    stage: 'afterSale',
    channel: profile.preferredChannel ?? 'phone',
    requester: { customerId: id, language, ...reach },
    ...WORDS[language],
    urgency: 'general',
  };
}
