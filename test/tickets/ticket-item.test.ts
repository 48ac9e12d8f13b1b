import { describe, expect, it } from 'vitest';
import { Status } from '#tickets/ticket.ts';
import { ticketEntity } from '#tickets/ticket-item.ts';
import { aTicket } from '../support/a-ticket.ts';

const UNUSUAL = {
  ...{ affectedCustomers: 12, majorLoss: true, needsSolutionDesign: true, reopened: 2 },
  unanswered: [{ messageId: 'msg_1', at: '2026-03-02T10:00:00.000Z' }],
};

describe('a ticket in the table', () => {
  it.each(Status.options)('is the same when it is %s', (status) => {
    for (const ticket of [aTicket({ status }), aTicket({ status, ...UNUSUAL })]) {
      expect(ticketEntity.fromItem(ticketEntity.toItem(ticket))).toEqual(ticket);
    }
  });

  it('does not say what its keys say, nor what most tickets have', () => {
    const item = ticketEntity.toItem(aTicket({ status: 'assigned' }));
    const unsaid = ['id', 'openedAt', 'assigneeId', 'affectedCustomers', 'majorLoss', 'unanswered', 'reopened'];

    expect(unsaid.filter((field) => field in item)).toEqual([]);
  });

  it('may say all of it', () => {
    const ticket = aTicket({ status: 'assigned' });

    expect(ticketEntity.fromItem({ ...ticketEntity.toItem(ticket), ...ticket })).toEqual(ticket);
  });

  it('is an error that names its key when it is none', () => {
    const { subject: _subject, ...item } = ticketEntity.toItem(aTicket());

    expect(() => ticketEntity.fromItem(item)).toThrow(/ticket tkt_\w+ @ticket does not parse/);
  });
});
