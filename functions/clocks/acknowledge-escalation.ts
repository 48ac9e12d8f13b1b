import * as z from 'zod';
import type { Actor } from '#platform/auth/actor.ts';
import type { Change } from '#platform/change.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import type { Instant, Clock as Time } from '#platform/time/instant.ts';
import { acknowledgeClocks } from './acknowledge.ts';
import type { Clock } from './clock.ts';
import type { ClockStore } from './clock-store.ts';
import type { EscalationAcknowledged } from './events.ts';
import { clocksView, expectClocks, OfTicket } from './read-clocks.ts';

const MOST_LEVELS = 2; // digits

export const AcknowledgeInput = {
  path: OfTicket.extend({
    level: z
      .string()
      .regex(/^[1-9]\d*$/, 'is not a level')
      .max(MOST_LEVELS)
      .transform(Number),
  }),
  body: z.strictObject({}).optional(),
};

type Needs = { readonly clocks: ClockStore; readonly clock: Time };

/** Somebody has seen an escalation of this level: the ticket's clocks that reached it climb no further. */
export const acknowledgeEscalation =
  ({ clocks, clock }: Needs) =>
  async ({ path: { ticketId, level }, actor, keep }: Call<typeof AcknowledgeInput>) => {
    const at = clock();
    const answer = (all: readonly Clock[]) => ok(clocksView(all, at));
    const decide = (all: readonly Clock[]) => acknowledged(expectClocks(all), level, { by: actor, at });
    return answer(await clocks.changeAll(ticketId, decide, keep(answer)));
  };

function acknowledged(
  all: readonly Clock[],
  level: number,
  { by, at }: { by: Actor; at: Instant },
): Change<readonly Clock[], EscalationAcknowledged> {
  const next = acknowledgeClocks(all, level, at);
  const [first] = next;
  if (!first) return { next, events: [] };
  const id = `${first.subject}.acknowledge${level}.${next.map(({ kind, run }) => `${kind}${run}`).join('.')}`;
  const kinds = next.map(({ kind }) => kind);
  return {
    next,
    events: [{ id, type: 'EscalationAcknowledged', subject: first.subject, at, by: by.id, level, clocks: kinds }],
  };
}
