import * as z from 'zod';
import type { Put } from '#platform/store/commit.ts';
import { entity } from '#platform/store/entity.ts';
import type { Key } from '#platform/store/table.ts';
import { Instant } from '#platform/time/instant.ts';
import { heldBy } from './held.ts';

/**
 * Says that a mail which became no message names somebody: it is found by that when they are forgotten. It lies beside what it is
 * about and ends with it.
 */
export const Named = z.object({
  of: z.object({ pk: z.string(), sk: z.string() }),
  /** The blind index of an address or a name. A name is had by many. */
  index: z.string(),
  by: z.enum(['address', 'name']),
  at: Instant,
  expiresAt: z.int().optional(),
});
export type Named = z.infer<typeof Named>;

export const namedKey = (of: Key, index: string) => ({ pk: of.pk, sk: `named#${index}#${of.sk}` });

export const namedEntity = entity<Named>({
  name: 'named',
  schema: Named,
  key: ({ of, index }) => namedKey(of, index),
  indexes: ({ index, at, of }) => ({ customerKey: heldBy(index), sortKey: `${at}#${of.sk}` }),
});

/** Who is named. */
export const Naming = Named.pick({ index: true, by: true });
export type Naming = z.infer<typeof Naming>;

/** To be saved with what it is about, whenever that is saved. */
export const namedWrites = (all: readonly Naming[], about: Omit<Named, keyof Naming>): Put[] =>
  all.map((one) => ({ put: namedEntity.toItem({ ...about, ...one }), when: 'always' }));
