import { describe, expect, it } from 'vitest';
import { at, plusMinutes } from '#platform/time/instant.ts';
import type { TicketChange } from '#tickets/ticket-change.ts';
import { heardAndAnswered } from '#tickets/unanswered.ts';

const noon = at('2026-03-02T12:00:00Z');

const change = (said: object): TicketChange =>
  ({ next: { status: 'assigned' }, events: [], said: { visibility: 'public', ...said } }) as unknown as TicketChange;
const asked = change({ from: 'customer', about: 'reply' });
const answered = change({ from: 'staff', about: 'reply' });

/** What waits after so many messages of a customer, a minute after each other. */
const waitingAfter = (count: number) =>
  Array.from({ length: count }).reduce<ReturnType<typeof heardAndAnswered>['unanswered']>(
    (waiting, _, nth) => heardAndAnswered(waiting, asked, `msg_${nth}`, plusMinutes(noon, nth)).unanswered,
    [],
  );

describe('the messages that wait for an answer', () => {
  it('are the newest twenty of a customer who writes more', () => {
    expect(waitingAfter(20)).toHaveLength(20);
    expect(waitingAfter(22).map(({ messageId }) => messageId)).toEqual(
      Array.from({ length: 20 }, (_, nth) => `msg_${nth + 2}`),
    );
  });

  it('are all answered by the next answer', () => {
    const waiting = waitingAfter(3);

    expect(heardAndAnswered(waiting, answered, 'msg_9', noon)).toEqual({ unanswered: [], answered: waiting });
  });
});
