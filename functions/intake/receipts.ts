import { HOUSE } from '#platform/events/event.ts';
import { eventWrite } from '#platform/events/timeline.ts';
import type { Put } from '#platform/store/commit.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { NoticeReceipt } from './events.ts';

/** What a provider says became of something the house sent. */
export type Receipt = {
  readonly provider: 'ses' | 'smtp' | 'aws' | 'aliyun' | 'tencent';
  /** What the provider called it when it took it. */
  readonly providerId: string;
  readonly status: 'delivered' | 'failed' | 'complained';
  /** The provider's code, never its words: they may hold an address. */
  readonly because?: string | undefined;
};

/** What everything that a provider tells of one thing it was given is found under. */
export const receiptSubject = ({ provider, providerId }: Pick<Receipt, 'provider' | 'providerId'>): string =>
  `rcp_${provider}#${providerId}`;

const CODE = /[^\w.:-]/g;
const LONGEST_CODE = 60;

/** A receipt as a fact of the house; the same one told twice is the same fact. */
export function receiptWrite({ provider, providerId, status, because }: Receipt, at: Instant): Put {
  const subject = receiptSubject({ provider, providerId });
  const code = because?.replace(CODE, '').slice(0, LONGEST_CODE);
  const event: NoticeReceipt = {
    ...{ id: `${subject}.${status}`, type: 'NoticeReceipt', subject, at, by: HOUSE },
    ...{ provider, providerId, status },
    ...(code && { because: code }),
  };
  return eventWrite(event, 0);
}
