import type { EventBridgeEvent } from 'aws-lambda';
import * as z from 'zod';
import type { HouseEvent } from '#platform/events/event.ts';
import { Instant } from '#platform/time/instant.ts';
import { withoutWords } from './without-words.ts';

const Envelope = z.looseObject({ id: z.string(), type: z.string(), subject: z.string(), at: Instant, by: z.string() });

type Listening<Needs> = {
  readonly needs: () => Needs;
  readonly run: (needs: Needs) => (event: HouseEvent) => Promise<void>;
};

/** The Lambda of a listener on the bus: one event at a time, at least once; a throw asks for it again. */
export function listen<Needs>({ needs, run }: Listening<Needs>) {
  return withoutWords(
    async ({ detail }: EventBridgeEvent<string, unknown>): Promise<void> => run(needs())(Envelope.parse(detail)),
  );
}
