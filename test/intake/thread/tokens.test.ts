import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claims } from '#intake/thread/claims.ts';
import { claimOfMessageId, messageId } from '#intake/thread/message-id.ts';
import { claimOfAddress, replyAddress } from '#intake/thread/reply-address.ts';
import { claimOfSubject, subjectToken } from '#intake/thread/subject-token.ts';
import { symbols } from '#intake/thread/symbols.ts';
import { TicketId } from '#tickets/ticket.ts';
import { aHouseKey } from '../memory-keyring.ts';

const DOMAIN = 'in.example.com';
const house = aHouseKey();
const ticketId = TicketId.parse('tkt_8zk3x9m2c5v7b1n4q6w0e2r5ty');
const other = TicketId.parse('tkt_00000000000000000000000001');
const participant = house.index('email', 'wang@example.com');
const stranger = house.index('email', 'li@example.com');
const bond = { ticketId, participant };

describe('symbols', () => {
  it('are 26 for 16 bytes, and other ones for every other bytes', () => {
    void fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.nat(127), (bytes, bit) => {
        const flipped = bytes.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

        expect(symbols(bytes)).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
        expect(symbols(flipped)).not.toBe(symbols(bytes));
      }),
    );
  });
});

describe.each([
  {
    name: 'the reply address',
    made: (house: ReturnType<typeof aHouseKey>, of: typeof bond) => replyAddress(house, of, DOMAIN),
    read: (text: string) => claimOfAddress(house, text, DOMAIN),
  },
  {
    name: 'the message id',
    made: (house: ReturnType<typeof aHouseKey>, of: typeof bond) => messageId(house, of, 'm42', DOMAIN),
    read: (text: string) => claimOfMessageId(house, text, DOMAIN),
  },
  {
    name: 'the subject token',
    made: (house: ReturnType<typeof aHouseKey>, of: typeof bond) => subjectToken(house, of),
    read: (text: string) => claimOfSubject(house, `回复: ${text} 杯子碎了`),
  },
])('$name', ({ made, read }) => {
  const genuine = made(house, bond);

  it('names its ticket and is bound to its participant', () => {
    const claim = read(genuine);

    expect(claim?.ticketId).toBe(ticketId);
    expect(claim?.boundTo(participant)).toBe(true);
  });

  it('is bound to nobody else', () => {
    expect(read(genuine)?.boundTo(stranger)).toBe(false);
    expect(read(genuine)?.boundTo('')).toBe(false);
  });

  it('of another house is worth nothing', () => {
    expect(read(made(aHouseKey('next door'), bond))?.boundTo(participant)).toBe(false);
  });

  it('is not accepted once in 10,000 forgeries: turned bits, cuts, other symbols, other tickets', () => {
    const strange = made(house, { ticketId: other, participant });
    const foreign = made(house, { ticketId, participant: stranger });
    const forgery = fc.oneof(
      fc.tuple(fc.nat(genuine.length - 1), fc.integer({ min: 1, max: 127 })).map(([place, turn]) =>
        genuine
          .split('')
          .map((symbol, index) => (index === place ? String.fromCharCode(symbol.charCodeAt(0) ^ turn) : symbol))
          .join(''),
      ),
      fc.nat(genuine.length - 1).map((length) => genuine.slice(0, length)),
      fc.nat(genuine.length - 1).map((from) => genuine.slice(from + 1)),
      fc.integer({ min: 1, max: genuine.length - 1 }).map((cut) => genuine.slice(0, cut) + strange.slice(cut)),
      fc.integer({ min: 1, max: genuine.length - 1 }).map((cut) => strange.slice(0, cut) + genuine.slice(cut)),
      fc.integer({ min: 1, max: genuine.length - 1 }).map((cut) => genuine.slice(0, cut) + foreign.slice(cut)),
      fc
        .tuple(fc.nat(genuine.length), fc.string({ minLength: 1, maxLength: 3 }))
        .map(([place, more]) => genuine.slice(0, place) + more + genuine.slice(place)),
    );
    let tried = 0;
    const accepted = new Set<string>();
    void fc.assert(
      fc.property(forgery, (forged) => {
        tried += 1;
        const claim = read(forged);
        if (claim?.boundTo(participant) && claim.ticketId === ticketId) accepted.add(forged);
      }),
      { numRuns: 10_000 },
    );

    expect(tried).toBe(10_000);
    // What surrounds a token is not part of it; what only changes its case is the same token.
    expect([...accepted].filter((forged) => !forged.toLowerCase().includes(core(genuine)))).toEqual([]);
  });
});

/** A token without its brackets, which say nothing. */
const core = (token: string) => (token.startsWith('<') ? token.slice(1, -1) : token).toLowerCase();

describe('the reply address', () => {
  const address = replyAddress(house, bond, DOMAIN);

  it('is a mail address: 64 symbols at most before the @', () => {
    expect(address.indexOf('@')).toBe(58);
  });

  it('may come back in large letters', () => {
    expect(claimOfAddress(house, address.toUpperCase(), DOMAIN)?.boundTo(participant)).toBe(true);
  });

  it.each([
    ['of another domain', replyAddress(house, bond, 'example.org')],
    ['without a token', `reply@${DOMAIN}`],
    ['with a bare ticket id', `reply+${ticketId.slice(4)}@${DOMAIN}`],
    ['with an unsigned id in the way of other systems', `ticket-${ticketId}@${DOMAIN}`],
    ['endless', `reply+${'0'.repeat(100_000)}@${DOMAIN}`],
  ])('%s claims nothing', (_, wrong) => {
    expect(claimOfAddress(house, wrong, DOMAIN)).toBeUndefined();
  });
});

describe('the message id', () => {
  it('of one mail does not do for another one about the same ticket', () => {
    const id = messageId(house, bond, 'm42', DOMAIN);

    expect(claimOfMessageId(house, id.replace('.m42.', '.m43.'), DOMAIN)?.boundTo(participant)).toBe(false);
  });
});

describe('what a mail claims', () => {
  const mail = {
    recipients: ['service@in.example.com', replyAddress(house, bond, DOMAIN)],
    references: ['<1@elsewhere>', messageId(house, bond, 'm1', DOMAIN)],
    subject: `Re: ${subjectToken(house, bond)} cup`,
  };

  it('is read from its addresses, its references and its subject, in this order', () => {
    expect(claims(house, DOMAIN, mail).map(({ by }) => by)).toEqual(['replyAddress', 'messageId', 'subjectToken']);
  });

  it('is the same few things however long its headers are', () => {
    const references = Array.from({ length: 10_000 }, (_, n) => messageId(house, bond, `m${n}`, DOMAIN));

    expect(claims(house, DOMAIN, { ...mail, references })).toHaveLength(5);
  });

  it('is nothing when it names nothing', () => {
    expect(claims(house, DOMAIN, { recipients: ['a@b.example'], references: ['<x@y>'], subject: '你好' })).toEqual([]);
  });
});
