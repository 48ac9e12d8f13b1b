import { partsOf } from '#tickets/said-with.ts';
import type { Item } from '../story/kept.ts';
import type { MailHouse } from './mail-house.ts';

/** What became of a mail: what the table holds of it, and the bytes that were kept. */
export type MailOutcome = {
  readonly as: 'message' | 'quarantined' | 'automatic';
  /** What kind of automatic mail, or why it was set aside. */
  readonly detail: string;
  /** As it was sent, when nothing of it was changed. */
  readonly kept: Buffer;
};

/** Every mail that a house has taken in, by its table, and as it lies in the bucket. */
export async function mailOutcomes(house: MailHouse): Promise<MailOutcome[]> {
  const found: MailOutcome[] = [];
  for await (const { entity, raw, kind, because } of partsIn(house.items())) {
    const as = nameOf(entity);
    if (as === undefined || typeof raw !== 'string') continue;
    const detail = String(as === 'automatic' ? kind : (because ?? ''));
    found.push({ as, detail, kept: withoutStamp(await house.file(raw)) });
  }
  return found;
}

async function* partsIn(items: AsyncIterable<Item>): AsyncIterable<Item> {
  for await (const item of items) yield* partsOf(item);
}

function nameOf(entity: unknown): MailOutcome['as'] | undefined {
  return entity === 'message' || entity === 'quarantined' || entity === 'automatic' ? entity : undefined;
}

/** What was sent, without the lines the receiver put on top; the verdict of DMARC ends them. */
function withoutStamp(kept: Buffer): Buffer {
  const start = kept.indexOf('\r\n dmarc=');
  return kept.subarray(kept.indexOf('\r\n', start + 2) + 2);
}
