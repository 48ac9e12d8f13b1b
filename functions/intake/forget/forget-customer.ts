import * as z from 'zod';
import { forgottenFeedback } from '#intake/feedback/feedback-item.ts';
import type { HouseEvent } from '#platform/events/event.ts';
import type { FileList, Files } from '#platform/files/files.ts';
import { PERSON_FOLDERS, personFolder } from '#platform/files/person-folder.ts';
import { eachOf } from '#platform/jobs/each-of.ts';
import type { Write } from '#platform/store/commit.ts';
import type { Item } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';
import { aboutThem } from './about-them.ts';
import type { HeldStore } from './held-store.ts';
import { Naming, namedKey } from './named.ts';

const Erased = z.looseObject({ ids: z.array(z.string()).min(1), indexes: z.array(z.string()).default([]) });

type Needs = { readonly held: HeldStore; readonly files: Pick<Files, 'remove'>; readonly list: FileList };

const AT_ONCE = 8;

/**
 * Somebody was erased: nothing they wrote stays in this room, nor the files that came with it, whether or not it was known to be
 * theirs; of feedback stay the numbers. What came later under an address of theirs is of somebody new. Told twice, it happens once.
 */
export const forgetCustomer =
  ({ held, files, list }: Needs) =>
  async (event: HouseEvent): Promise<void> => {
    const { ids, indexes } = Erased.parse(event);
    const forget = async (item: Item): Promise<void> => {
      if (item['entity'] === 'named') {
        const about = await aboutThem(item, held);
        if (about) await forget(about.item);
      }
      if (typeof item['raw'] === 'string') await files.remove(item['raw']);
      await held.save(forgotten(item, event.at));
    };
    for (const id of ids) {
      for await (const { item } of held.of(id)) await forget(item);
      for (const folder of PERSON_FOLDERS) {
        await eachOf(await keysUnder(list, personFolder(folder, id)), AT_ONCE, files.remove);
      }
    }
    for (const index of indexes) {
      for await (const { item } of held.of(index)) if (cameBefore(item, event.at)) await forget(item);
      for await (const { item } of held.automatic(index)) if (cameBefore(item, event.at)) await forget(item);
    }
  };

async function keysUnder(list: FileList, folder: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of list(folder)) keys.push(key);
  return keys;
}

const cameBefore = (item: Item, at: Instant): boolean => String(item['receivedAt'] ?? item['at']) <= at;

const Namings = z.array(Naming).default([]);

/** It goes with everything that says whom it names: of what waits for a person, that would never end by itself. */
function forgotten(item: Item, at: Instant): Write[] {
  const { pk, sk, entity } = item;
  if (entity === 'feedback') return [{ put: forgottenFeedback(item, at), when: 'always' }];
  const namings = Namings.parse(item['named']);
  return [{ remove: { pk, sk } }, ...namings.map(({ index }) => ({ remove: namedKey({ pk, sk }, index) }))];
}
