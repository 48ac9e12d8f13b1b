import { automaticPartition } from '#intake/receive/record-automatic.ts';
import type { Item } from '#platform/store/table.ts';
import type { HeldStore } from './held-store.ts';
import { type Named, namedEntity } from './named.ts';

/** What names somebody, by what it does, and the blind index of whoever it came from. */
export type About = { readonly item: Item; readonly by: Named['by']; readonly sender: string | undefined };

/**
 * What it is that names somebody, if it is theirs. A name is had by many: it says whose something is only where no address does, for
 * there is none or it is that of somebody of the house.
 */
export async function aboutThem(naming: Item, held: Pick<HeldStore, 'find'>): Promise<About | undefined> {
  const { of, by } = namedEntity.fromItem(naming);
  const item = await held.find(of);
  if (!item) return undefined;
  const sender = senderOf(item);
  const saysWho = sender !== undefined && item['because'] !== 'staffSender';
  return by === 'name' && saysWho ? undefined : { item, by, sender };
}

function senderOf({ pk, entity, senderIndex }: Item): string | undefined {
  if (entity === 'automatic') return pk.slice(automaticPartition('').length);
  return typeof senderIndex === 'string' ? senderIndex : undefined;
}
