import { HOUSE } from '#platform/events/event.ts';
import { eventWrite } from '#platform/events/timeline.ts';
import type { Put } from '#platform/store/commit.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { NoticeReceipt } from './events.ts';

/** What a provider says became of something the house sent. */
export type Receipt = {
  readonly provider: NoticeReceipt['provider'];
  /** What the provider called it when it took it. */
  readonly providerId: string;
  readonly status: NoticeReceipt['status'];
  /** The provider's code, never its words: they may hold an address. */
  readonly because?: string | undefined;
};

const UNUSUAL = /[^\w.:-]/g;
const LONGEST_CODE = 60;

/** A provider's code with nothing in it that a code has not. */
export const codeOf = (because: string): string => because.replace(UNUSUAL, '').slice(0, LONGEST_CODE);

/**
 * A receipt as a fact of the house, under the subject that everything told of one message is found under. `at` is
 * when the house heard it: told again it would stand in another place, so its writer keeps a mark of what was told already.
 */
export function receiptWrite({ provider, providerId, status, because }: Receipt, at: Instant): Put {
  const subject = `rcp_${provider}#${providerId}`;
  const code = because && codeOf(because);
  const event: NoticeReceipt = {
    ...{ id: `${subject}.${status}`, type: 'NoticeReceipt', subject, at, by: HOUSE },
    ...{ provider, providerId, status },
    ...(code && { because: code }),
  };
  return eventWrite(event, 0);
}
