import * as z from 'zod';
import { Instant } from '#platform/time/instant.ts';

/** A moment as another system writes it, with any offset; kept in UTC. */
export const When = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .pipe(Instant);
