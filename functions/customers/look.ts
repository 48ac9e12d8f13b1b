import type { Actor } from '#platform/auth/actor.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { TicketId } from '#tickets/ticket.ts';
import { type ReasonNeeds, sealReason } from './audit-reason.ts';
import type { AuditStore } from './audit-store.ts';
import type { MayLook } from './may-look.ts';

export type LookNeeds = ReasonNeeds & { readonly audit: Pick<AuditStore, 'append'>; readonly mayLook: MayLook };

/** Whose data is looked at, what of it (names of fields, never a value), for which ticket and why. */
type Look = {
  readonly by: Actor;
  readonly at: Instant;
  readonly ids: readonly string[];
  readonly of: string[];
  readonly reason: string;
  readonly ticketId: TicketId;
};

/** A look at what is in the clear: counted, with its reason on the chain of everyone who is looked at, and only then shown. */
export const look = <Shown>(
  needs: LookNeeds,
  { by, at, ids, of, reason, ticketId }: Look,
  show: () => Promise<Shown>,
): Promise<Shown> =>
  // One person is one look, however many records they have; parted again, each still shows it.
  needs.mayLook(by.id, at, async () => {
    for (const id of ids) {
      const why = await sealReason(id, reason, needs);
      await needs.audit.append(id, { at, by: by.id, what: 'reveal', of, reason: why, ticketId });
    }
    return show();
  });
