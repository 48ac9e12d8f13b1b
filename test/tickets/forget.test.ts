import { describe, expect, it } from 'vitest';
import { Sealed } from '#platform/personal/sealed.ts';
import { at } from '#platform/time/instant.ts';
import { forget } from '#tickets/forget.ts';
import { aTicket } from '../support/a-ticket.ts';

const noon = at('2026-03-04T12:00:00Z');
const nothing = Sealed.parse(`v1.${'n'.repeat(60)}`);
const wang = { customerId: 'cus_wang', name: '王**', phone: '138****8000', proven: true, language: 'zh-CN' };
const facts = (wish: object) => forget(aTicket({ requester: wang, ...wish }), nothing, noon);

describe('a ticket whose customer is erased', () => {
  it.each(['received', 'assigned', 'inProgress', 'waiting', 'reopened'])('is closed while it is %s', (status) => {
    const { next, events, clocks } = facts({ status, unanswered: [{ messageId: 'msg_1', at: noon }] });

    expect(next).toMatchObject({ status: 'closed', resolvedAt: noon, closedAt: noon, closedBecause: 'personErased' });
    expect(next).toMatchObject({ assigneeId: status === 'received' ? 'kefu' : 'mira', unanswered: [] });
    expect(next).not.toHaveProperty('pause');
    expect(events).toMatchObject([{ type: 'TicketClosed', by: 'kefu', because: 'personErased', at: noon }]);
    expect(new Set(clocks?.map(({ do: what }) => what))).toEqual(new Set(['cancel']));
  });

  it('was resolved when it was resolved, and waits for no record', () => {
    const { next, clocks } = facts({ status: 'resolved' });

    expect(next).toMatchObject({ status: 'closed', resolvedAt: '2026-03-03T09:00:00.000Z', closedAt: noon });
    expect(clocks).toContainEqual({ do: 'cancel', kind: 'recordEntry' });
  });

  it('stays as it was finished, but nobody is asked whether they are satisfied', () => {
    const { next, events, clocks } = facts({ status: 'closed' });

    expect(next).toMatchObject({ status: 'closed', closedAt: '2026-03-03T09:20:00.000Z' });
    expect(next).not.toHaveProperty('closedBecause');
    expect(events).toMatchObject([{ type: 'FollowUpCancelled', because: 'personErased' }]);
    expect(clocks).toContainEqual({ do: 'cancel', kind: 'followUp' });
  });

  it.each([
    ['an enquiry', { complaint: undefined, kind: 'enquiry' }],
    ['one that was asked about', { complaint: { followUp: { at: noon, satisfied: true, satisfaction: 5 } } }],
    ['one that was taken over finished', { origin: 'import' }],
  ])('has nothing to tell of %s', (_, wish) => {
    expect(facts({ status: 'closed', ...wish }).events).toEqual([]);
  });

  it('says nothing of who they were, and told again changes nothing', () => {
    const { next } = facts({ orderNumber: 'SO-1', externalId: { source: 'crm', id: '7' } });

    expect(JSON.stringify(next)).not.toMatch(/王|138|SO-1|crm/);
    expect(forget(next, nothing, at('2026-03-04T13:00:00Z'))).toMatchObject({ next, events: [] });
  });
});
