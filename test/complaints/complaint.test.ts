import { describe, expect, it } from 'vitest';
import { phaseOf } from '#complaints/complaint.ts';
import { decide } from '#complaints/decide.ts';
import { followUp } from '#complaints/follow-up.ts';
import { offer } from '#complaints/offer.ts';
import { at } from '#platform/time/instant.ts';
import { answered, aTicket, offered } from '../support/a-ticket.ts';
import { mira, omar, wang } from '../support/people.ts';

const noon = at('2026-03-02T12:00:00Z');
const refused = (code: string) => expect.objectContaining({ code });
const exchange = { type: 'exchange' as const, text: '为您换一个新杯子' };

describe('offering a solution', () => {
  it('meets the solution clock', () => {
    const { next, clocks, events } = offer(aTicket({ status: 'inProgress', ...answered }), exchange, mira, noon);

    expect(next.complaint?.offer).toEqual({ number: 1, type: 'exchange', at: noon, decision: 'pending', by: 'mira' });
    expect(clocks).toEqual([{ do: 'meet', kind: 'solution' }]);
    expect(events).toMatchObject([{ type: 'SolutionOffered', number: 1, solution: 'exchange' }]);
  });

  it('comes after an answer', () => {
    expect(() => offer(aTicket({ status: 'inProgress' }), exchange, mira, noon)).toThrow(
      refused('ticket.not-answered'),
    );
  });

  it('comes again, with the next number, after a rejection', () => {
    const { next } = offer(aTicket({ status: 'inProgress', ...offered('rejected') }), exchange, mira, noon);

    expect(next.complaint?.offer).toMatchObject({ number: 2, decision: 'pending' });
  });

  it.each([
    ['pending', 'solution.pending'],
    ['accepted', 'solution.agreed'],
  ] as const)('is refused while the last one is %s', (decision, code) => {
    expect(() => offer(aTicket({ status: 'inProgress', ...offered(decision) }), exchange, mira, noon)).toThrow(
      refused(code),
    );
  });

  it('is refused to somebody who does not hold the ticket', () => {
    expect(() => offer(aTicket({ status: 'inProgress', ...answered }), exchange, omar, noon)).toThrow(
      refused('ticket.held-by-another'),
    );
  });

  it('is refused for an enquiry', () => {
    const enquiry = aTicket({ kind: 'enquiry', complaint: undefined, status: 'inProgress', ...answered });

    expect(() => offer(enquiry, exchange, mira, noon)).toThrow(refused('complaint.none'));
  });

  it('is refused with the reason when its customer was erased', () => {
    const gone = aTicket({ status: 'closed', erasedAt: noon, closedBecause: 'personErased', ...answered });

    expect(() => offer(gone, exchange, mira, noon)).toThrow(refused('person.erased'));
  });

  it.each(['received', 'resolved', 'closed'])('is refused while the complaint is %s', (status) => {
    expect(() => offer(aTicket({ status, ...answered }), exchange, mira, noon)).toThrow(
      refused('complaint.not-in-progress'),
    );
  });
});

describe('deciding on a solution', () => {
  const pending = aTicket({ status: 'inProgress', ...offered('pending') });

  it.each([
    ['accepted', 'SolutionAccepted', 'agreed'],
    ['rejected', 'SolutionRejected', 'rejected'],
  ] as const)('%s is told as %s', (decision, type, phase) => {
    const { next, events } = decide(pending, { number: 1, decision }, wang, noon);

    expect(events).toMatchObject([{ type, number: 1 }]);
    expect(phaseOf(next.complaint ?? {})).toBe(phase);
  });

  it('tells of a rejection whose offer it was', () => {
    const answered = aTicket({ status: 'inProgress', ...{ firstRepliedAt: noon } });
    const { next } = offer(answered, exchange, mira, noon);

    expect(decide(next, { number: 1, decision: 'rejected' }, wang, noon).events).toMatchObject([
      { type: 'SolutionRejected', by: wang.id, offeredBy: mira.id },
    ]);
  });

  it('is possible once', () => {
    const decided = aTicket({ status: 'inProgress', ...offered('accepted') });

    expect(() => decide(decided, { number: 1, decision: 'rejected' }, wang, noon)).toThrow(refused('solution.decided'));
  });

  it.each(['resolved', 'closed'])('comes too late once the complaint is %s', (status) => {
    expect(() =>
      decide(aTicket({ status, ...offered('pending') }), { number: 1, decision: 'rejected' }, wang, noon),
    ).toThrow(refused('complaint.not-in-progress'));
  });

  it('is about a solution that was offered', () => {
    expect(() => decide(pending, { number: 2, decision: 'accepted' }, wang, noon)).toThrow(refused('solution.missing'));
  });
});

describe('recording the follow-up', () => {
  const moment = { by: mira, at: noon, policy: { satisfiedFrom: 4 } };
  const closed = aTicket({ status: 'closed', ...offered('accepted') });

  it('meets the clock and ends the story of a satisfied customer', () => {
    const { next, clocks } = followUp(closed, { satisfied: true, satisfaction: 5, text: '很满意换货速度' }, moment);

    expect(next).toMatchObject({
      status: 'closed',
      complaint: { followUp: { satisfied: true, satisfaction: 5, at: noon } },
    });
    expect(clocks).toEqual([{ do: 'meet', kind: 'followUp' }]);
  });

  it('reopens the ticket of a dissatisfied one, with a new resolution clock', () => {
    const { next, clocks, events } = followUp(closed, { satisfied: false, satisfaction: 1, text: '又碎了' }, moment);

    expect(next).toMatchObject({ status: 'reopened', reopened: 1 });
    expect(events.map(({ type }) => type)).toEqual(['FollowUpRecorded', 'TicketReopened']);
    expect(clocks).toContainEqual({ do: 'meet', kind: 'followUp' });
    expect(clocks).toContainEqual({ do: 'start', kind: 'resolution' });
  });

  it.each(['received', 'inProgress', 'resolved', 'reopened'])('is refused while the complaint is %s', (status) => {
    const early = aTicket({ status, ...answered });

    expect(() => followUp(early, { satisfied: true, satisfaction: 5, text: '好' }, moment)).toThrow(
      refused('followUp.not-closed'),
    );
  });

  it('is recorded once', () => {
    const recorded = aTicket({
      status: 'closed',
      complaint: { followUp: { at: noon, satisfied: true, satisfaction: 5 } },
    });

    expect(() => followUp(recorded, { satisfied: true, satisfaction: 4, text: '好' }, moment)).toThrow(
      refused('followUp.recorded'),
    );
  });

  it.each([
    [true, 3],
    [false, 4],
  ])('is refused when satisfied is %s and the rating %i', (satisfied, satisfaction) => {
    expect(() => followUp(closed, { satisfied, satisfaction, text: '一般' }, moment)).toThrow(
      refused('followUp.contradiction'),
    );
  });
});
