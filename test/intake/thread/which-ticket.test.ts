import { describe, expect, it } from 'vitest';
import type { Claim } from '#intake/thread/claim.ts';
import { prove } from '#intake/thread/prove.ts';
import { type Verdict, verdict } from '#intake/thread/verdict.ts';
import { whichTicket } from '#intake/thread/which-ticket.ts';
import { TicketId } from '#tickets/ticket.ts';

const named = TicketId.parse('tkt_00000000000000000000000001');
const likely = TicketId.parse('tkt_00000000000000000000000002');

const CHECKS = ['pass', 'fail', 'none'] as const;
const TOKENS = ['valid', 'none', 'foreign'] as const;
const SENDERS = ['participant', 'stranger', 'staff'] as const;

/** What the three checks of a sender, spf, dkim and dmarc, come to: the last alone looks at the address that people see. */
const TRUST: Record<string, Verdict> = {
  'pass pass pass': 'pass',
  'pass pass fail': 'fail',
  'pass pass none': 'none',
  'pass fail pass': 'pass',
  'pass fail fail': 'fail',
  'pass fail none': 'none',
  'pass none pass': 'pass',
  'pass none fail': 'fail',
  'pass none none': 'none',
  'fail pass pass': 'pass',
  'fail pass fail': 'fail',
  'fail pass none': 'none',
  'fail fail pass': 'pass',
  'fail fail fail': 'fail',
  'fail fail none': 'none',
  'fail none pass': 'pass',
  'fail none fail': 'fail',
  'fail none none': 'none',
  'none pass pass': 'pass',
  'none pass fail': 'fail',
  'none pass none': 'none',
  'none fail pass': 'pass',
  'none fail fail': 'fail',
  'none fail none': 'none',
  'none none pass': 'pass',
  'none none fail': 'fail',
  'none none none': 'none',
};

/** Where a mail goes by trust, token and sender. The participant wrote under this subject before; the stranger did not. */
const EXPECTED: Record<string, string> = {
  'pass valid participant': 'continue named',
  'none valid participant': 'continue named',
  'fail valid participant': 'open beside named',
  'pass none participant': 'continue likely',
  'none none participant': 'open beside likely',
  'fail none participant': 'open',
  'pass foreign participant': 'continue likely',
  'none foreign participant': 'open beside likely',
  'fail foreign participant': 'open',
  'pass valid stranger': 'open beside named',
  'none valid stranger': 'open beside named',
  'fail valid stranger': 'open beside named',
  'pass none stranger': 'open',
  'none none stranger': 'open',
  'fail none stranger': 'open',
  'pass foreign stranger': 'open',
  'none foreign stranger': 'open',
  'fail foreign stranger': 'open',
  'pass valid staff': 'quarantine',
  'none valid staff': 'quarantine',
  'fail valid staff': 'quarantine',
  'pass none staff': 'quarantine',
  'none none staff': 'quarantine',
  'fail none staff': 'quarantine',
  'pass foreign staff': 'quarantine',
  'none foreign staff': 'quarantine',
  'fail foreign staff': 'quarantine',
};

const cells = CHECKS.flatMap((spf) =>
  CHECKS.flatMap((dkim) =>
    CHECKS.flatMap((dmarc) =>
      TOKENS.flatMap((token) => SENDERS.map((sender) => ({ checks: { spf, dkim, dmarc }, token, sender }))),
    ),
  ),
);

/** A claim as the house would check it: made for the participant, or by somebody else altogether. */
const claimOf = (token: (typeof TOKENS)[number]): Claim[] =>
  token === 'none'
    ? []
    : [{ by: 'replyAddress', ticketId: named, boundTo: (who) => token === 'valid' && who === 'participant' }];

const participants = { named: ['participant'], heard: ['participant'] };

function outcome({ checks, token, sender }: (typeof cells)[number]): string {
  const proofs = claimOf(token)
    .map((claim) => prove(claim, sender, participants))
    .filter((proof) => proof !== undefined);
  const went = whichTicket({
    verdict: verdict(checks),
    isStaff: sender === 'staff',
    proofs,
    likely: sender === 'participant' ? likely : undefined,
  });
  const place = (id: string) => (id === named ? 'named' : 'likely');
  if (went.do === 'continue') return `continue ${place(went.ticketId)}`;
  return went.do === 'open' && went.linkedTo ? `open beside ${place(went.linkedTo)}` : went.do;
}

describe('a mail', () => {
  it('is judged in 243 cells', () => {
    expect(cells).toHaveLength(243);
  });

  it.each(cells)(
    'checked as $checks, with a token that is $token, from a $sender, goes where the table says',
    (cell) => {
      const { spf, dkim, dmarc } = cell.checks;

      expect(outcome(cell)).toBe(EXPECTED[`${TRUST[`${spf} ${dkim} ${dmarc}`]} ${cell.token} ${cell.sender}`]);
    },
  );

  it('is continued in one cell of nine: everywhere else nothing of the old ticket is touched', () => {
    const continuing = cells.filter((cell) => outcome(cell).startsWith('continue'));

    expect(new Set(continuing.map(({ sender }) => sender))).toEqual(new Set(['participant']));
    expect(continuing.filter(({ checks }) => verdict(checks) === 'fail')).toEqual([]);
  });
});

describe('somebody who took part once', () => {
  it('opens a ticket of their own with the token made for them', () => {
    const claim: Claim = { by: 'messageId', ticketId: named, boundTo: (who) => who === 'left' };
    const proof = prove(claim, 'left', participants);

    expect(proof).toMatchObject({ boundToSender: true, takesPart: false });
    expect(whichTicket({ verdict: 'pass', isStaff: false, proofs: proof ? [proof] : [] })).toEqual({
      do: 'open',
      linkedTo: named,
      because: 'anotherSender',
    });
  });
});

describe('a Cc reader', () => {
  it('does not continue the ticket by the address of the one who was written to', () => {
    const claim = claimOf('valid')[0]!;
    const proof = prove(claim, 'reader', { named: ['participant', 'reader'], heard: ['participant', 'reader'] })!;

    expect(whichTicket({ verdict: 'pass', isStaff: false, proofs: [proof] })).toMatchObject({
      do: 'open',
      linkedTo: named,
    });
  });
});
