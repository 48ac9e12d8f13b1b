import type { HouseEvent } from '#platform/events/event.ts';
import type { Untold } from './notice.ts';

/** What a person of the house said to a customer was not sent, or came back. */
export type CustomerNotTold = HouseEvent & {
  readonly type: 'CustomerNotTold';
  readonly template: string;
  readonly why: Untold;
  /** Whose words or act it was, where that is known. */
  readonly author?: string;
};
