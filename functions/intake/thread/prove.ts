import type { Claim } from './claim.ts';
import type { Proof } from './which-ticket.ts';

/**
 * The proof in a claim on a ticket: that the house made it for this sender, or for somebody of the ticket's participants (all as
 * blind indexes of their addresses); else it is worth nothing.
 */
export function prove(claim: Claim, sender: string, participants: readonly string[]): Proof | undefined {
  const boundToSender = claim.boundTo(sender);
  if (!boundToSender && !participants.some((participant) => claim.boundTo(participant))) return undefined;
  return { by: claim.by, ticketId: claim.ticketId, boundToSender, takesPart: participants.includes(sender) };
}
