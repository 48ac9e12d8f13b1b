import type { Claim, Signer } from './claim.ts';
import { claimOfMessageId } from './message-id.ts';
import { claimOfAddress } from './reply-address.ts';
import { claimOfSubject } from './subject-token.ts';

/** The parts of a mail that may name a ticket. */
export type Named = {
  readonly recipients: readonly string[];
  /** Ids of `In-Reply-To` and `References`, oldest first. */
  readonly references: readonly string[];
  readonly subject: string;
};

// A conversation's headers grow with it; the newest ids are the last.
const MOST_RECIPIENTS = 50;
const MOST_REFERENCES = 50;
const MOST_CLAIMS = 5;

/** What a mail claims to belong to, the strongest first: the address it came to, the mails it answers, its subject. */
export function claims(house: Signer, domain: string, { recipients, references, subject }: Named): Claim[] {
  const found = [
    ...recipients.slice(0, MOST_RECIPIENTS).map((address) => claimOfAddress(house, address, domain)),
    ...references
      .slice(-MOST_REFERENCES)
      .reverse()
      .map((id) => claimOfMessageId(house, id, domain)),
    claimOfSubject(house, subject),
  ];
  return found.filter((claim) => claim !== undefined).slice(0, MOST_CLAIMS);
}
