import * as z from 'zod';
import { batch, eachByItself, Faults } from '#intake/batch.ts';
import { customerIdFrom } from '#intake/customer-id-from.ts';
import type { IntakeStore } from '#intake/intake-store.ts';
import { markOf } from '#intake/marks.ts';
import type { Actor } from '#platform/auth/actor.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import type { HouseKey, Keyring } from '#platform/personal/keyring.ts';
import { invalidFields, Refusal } from '#platform/refusal.ts';
import type { Clock, Instant } from '#platform/time/instant.ts';
import { TicketId } from '#tickets/ticket.ts';
import type { TicketDoor, Way } from '#tickets/ticket-door.ts';
import { Imported, outOfOrder } from './imported.ts';

export const ImportInput = { body: z.strictObject({ items: batch(Imported) }) };

export const ImportTaken = z.object({
  results: z.array(
    z.object({
      outcome: z.enum(['stored', 'known', 'refused']),
      ticketId: TicketId.optional(),
      faults: Faults.optional(),
    }),
  ),
});

type Needs = {
  readonly door: Pick<TicketDoor, 'open'>;
  readonly intake: Pick<IntakeStore, 'save'>;
  readonly keys: Keyring;
  readonly clock: Clock;
};

/** Takes tickets over from another system in silence, at their own moments and once for each number they had there. */
export const importTickets =
  ({ door, intake, keys, clock }: Needs) =>
  async ({ body, actor: by, language, keep }: Call<typeof ImportInput>) => {
    const at = clock();
    const house = await keys.house();
    const results = await eachByItself(body.items, {
      ...{ of: Imported, language },
      take: (item, place) => takeOver(item, place, { by, at, house }, door),
    });
    const answer = ok({ results });
    const kept = keep(() => answer).writes(undefined);
    if (kept.length > 0) await intake.save(kept);
    return answer;
  };

type Taking = { readonly by: Actor; readonly at: Instant; readonly house: HouseKey };

async function takeOver(item: Imported, place: string, { by, at, house }: Taking, door: Needs['door']) {
  const errors = outOfOrder(item, at, place);
  if (errors.length > 0) {
    throw invalidFields(errors);
  }
  const { messages, openedAt, finishedAt, class: given, orderNumber, ...asked } = item;
  const { source, id } = item.externalId;
  const way: Way & Past = {
    newCustomerId: customerIdFrom(markOf(house, 'import', `${by.app}#${source}#${id}`)),
    ...{ by, at: openedAt, origin: 'import', history: messages },
    ...(finishedAt && { finishedAt }),
  };
  try {
    const opened = await door.open(
      {
        ...asked,
        ...(orderNumber && { orderNumber }),
        ...(given && { class: given, classReason: 'import' }),
      },
      way,
    );
    return { outcome: 'stored' as const, ticketId: opened.id };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'ticket.external-id') return { outcome: 'known' as const };
    throw error;
  }
}

/** What was said on it before, and when it was done with. */
type Past = { readonly history: Imported['messages']; readonly finishedAt?: Instant };
