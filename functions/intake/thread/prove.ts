import type { Participants } from '#tickets/ticket-door.ts';
import type { Claim } from './claim.ts';
import type { Proof } from './which-ticket.ts';

/**
 * The proof in a claim on a ticket: that the house made it for this sender, or for somebody the ticket names (all as blind
 * indexes of their addresses); else it is worth nothing.
 */
export function prove(claim: Claim, sender: string, { named, heard }: Participants): Proof | undefined {
  const boundToSender = claim.boundTo(sender);
  if (!boundToSender && !named.some((participant) => claim.boundTo(participant))) return undefined;
  return { by: claim.by, ticketId: claim.ticketId, boundToSender, takesPart: heard.includes(sender) };
}
