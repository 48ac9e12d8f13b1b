import { HOUSE } from '#platform/events/event.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { CustomerNotTold } from './events.ts';
import { type NewNotice, Untold } from './notice.ts';
import { isAnswer } from './template.ts';

/** What was to be sent, and who said it. */
type Unsent = Pick<NewNotice, 'template' | 'eventId' | 'ticketId'> & { readonly author?: string | undefined };

/** The fact that an answer did not go out, for whoever waits for its effect; of what nobody said, nobody needs to know. */
export function untold({ template, eventId, ticketId, author }: Unsent, because: string, at: Instant) {
  if (!isAnswer(template)) return undefined;
  const known = Untold.safeParse(because);
  return {
    ...{ id: `${eventId}.untold`, type: 'CustomerNotTold', subject: ticketId, at, by: HOUSE },
    ...{ template, why: known.success ? known.data : 'failed' },
    ...(author && { author }),
  } satisfies CustomerNotTold;
}
