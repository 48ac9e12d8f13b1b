import * as z from 'zod';
import { forgottenFeedback } from '#intake/feedback/feedback-item.ts';
import type { HouseEvent } from '#platform/events/event.ts';
import type { Files, Folders } from '#platform/files/files.ts';
import { PERSON_FOLDERS, personFolder } from '#platform/files/person-folder.ts';
import { eachOf } from '#platform/jobs/each-of.ts';
import type { Write } from '#platform/store/commit.ts';
import type { Item } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { HeldStore } from './held-store.ts';
import { Naming, namedEntity, namedKey } from './named.ts';

const Erased = z.looseObject({ ids: z.array(z.string()).min(1), indexes: z.array(z.string()).default([]) });

type Needs = { readonly held: HeldStore; readonly files: Pick<Files, 'remove'>; readonly folders: Folders };

const AT_ONCE = 8;

/**
 * Somebody was erased: nothing they wrote stays in this room, nor the files that came with it, whether or not it was known to be
 * theirs; of feedback stay the numbers. What came later under an address of theirs is of somebody new. Told twice, it happens once.
 */
export const forgetCustomer =
  ({ held, files, folders }: Needs) =>
  async (event: HouseEvent): Promise<void> => {
    const { ids, indexes } = Erased.parse(event);
    const forget = async (item: Item): Promise<void> => {
      if (item['entity'] === 'named') {
        const about = await aboutThem(item, held);
        if (about) await forget(about);
      }
      if (typeof item['raw'] === 'string') await files.remove(item['raw']);
      await held.save(forgotten(item, event.at));
    };
    for (const id of ids) {
      for await (const item of held.of(id)) await forget(item);
      for (const folder of PERSON_FOLDERS) {
        await eachOf(await folders.under(personFolder(folder, id)), AT_ONCE, files.remove);
      }
    }
    for (const index of indexes) {
      for await (const item of held.of(index)) if (cameBefore(item, event.at)) await forget(item);
      for await (const item of held.automatic(index)) if (cameBefore(item, event.at)) await forget(item);
    }
  };

/** What names them, if it is theirs: a name alone says so only where the sender's address is no other customer's. */
async function aboutThem(item: Item, held: HeldStore): Promise<Item | undefined> {
  const { of, by } = namedEntity.fromItem(item);
  const about = await held.find(of);
  const sender = about?.['senderIndex'];
  return by === 'name' && typeof sender === 'string' && (await held.isTaken(sender)) ? undefined : about;
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
