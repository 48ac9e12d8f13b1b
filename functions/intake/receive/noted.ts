import * as z from 'zod';
import { Naming } from '#intake/forget/named.ts';
import { Sealed } from '#platform/personal/sealed.ts';
import { entity } from '#platform/store/entity.ts';
import { Instant } from '#platform/time/instant.ts';

/** A note on a mail that no person wrote: of what kind, by which sign, and where it lies as it came. It lies under its sender's blind index. */
export const Noted = z.object({
  pk: z.string(),
  sk: z.string(),
  kind: z.string(),
  because: z.string(),
  at: Instant,
  bytes: z.int().min(0),
  raw: z.string(),
  /** Sealed by the house. */
  sender: Sealed.optional(),
  /** Everybody whom it could not reach. */
  named: z.array(Naming).optional(),
  expiresAt: z.int(),
});
export type Noted = z.infer<typeof Noted>;

/** The list in `byList` of all notes. */
export const NOTED = 'noted#automatic';

export const notedEntity = entity<Noted>({
  name: 'automatic',
  schema: Noted,
  key: ({ pk, sk }) => ({ pk, sk }),
  indexes: ({ sk }) => ({ listKey: NOTED, sortKey: sk }),
});

/** Where the sender of a note is sealed for. */
export const placeOfSender = ({ pk, sk }: Pick<Noted, 'pk' | 'sk'>) => ({ pk, sk, attribute: 'sender' });
