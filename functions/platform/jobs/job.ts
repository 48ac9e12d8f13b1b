import * as z from 'zod';
import { Instant } from '#platform/time/instant.ts';
import { withoutWords } from './without-words.ts';

const Scheduled = z.object({ scheduledAt: z.coerce.string() });

type Job<Needs> = {
  readonly needs: () => Needs;
  readonly run: (needs: Needs) => (scheduledAt: Instant) => Promise<unknown>;
};

/** The Lambda of a schedule: told for which moment it runs, so that running twice is running once. */
export function job<Needs>({ needs, run }: Job<Needs>) {
  return withoutWords(async (event: unknown): Promise<void> => {
    const { scheduledAt } = Scheduled.parse(event);
    await run(needs())(Instant.parse(new Date(scheduledAt).toISOString()));
  });
}
