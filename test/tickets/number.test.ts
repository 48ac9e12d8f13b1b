import { describe, expect, it } from 'vitest';
import { broughtTo } from '#intake/brought.ts';
import { word } from '#notices/words.ts';
import { numberOf } from '#tickets/number.ts';
import { aTicket } from '../support/a-ticket.ts';

const ticket = aTicket({ id: 'tkt_01jq0000000000000000mn8fq2' });

describe('the number of a ticket', () => {
  it('is the end of its id in capitals', () => {
    expect(numberOf(ticket.id)).toBe('MN8FQ2');
  });

  it('is the same to whoever brought something and in what they are told later', () => {
    const told = { template: 'received', language: 'en', ticketId: ticket.id, ...ticket } as const;

    expect(broughtTo(ticket).number).toBe('MN8FQ2');
    expect(word(told).text).toContain('MN8FQ2');
  });
});
