import type { PartOf } from './heard-sms.ts';

export type Part = PartOf & { readonly text: string };
type Joined = { readonly joined?: string; readonly waiting: readonly Part[] };

const MISSING = '…';

/**
 * A long message from its parts, in whatever order and however often they come: `joined` when all are there, and what is
 * to be kept until the next. `soFar` are parts of the same sender.
 */
export function joinParts(soFar: readonly Part[], next: Part): Joined {
  const isKnown = soFar.some((part) => isOf(part, next) && part.index === next.index);
  const all = isKnown ? soFar : [...soFar, next];
  const texts = inOrder(all.filter((part) => isOf(part, next)));
  if (texts.includes(undefined)) return { waiting: all };
  return { joined: texts.join(''), waiting: all.filter((part) => !isOf(part, next)) };
}

/** What came of a long message whose other parts never did, so that it is read all the same: … marks each gap. */
export function joinWhatCame(parts: readonly Part[]): string {
  return inOrder(parts)
    .map((text) => text ?? MISSING)
    .join('');
}

const isOf = (one: Part, other: Part) => one.reference === other.reference && one.count === other.count;

function inOrder(parts: readonly Part[]): (string | undefined)[] {
  const byIndex = new Map(parts.map(({ index, text }) => [index, text]));
  const length = Math.max(...parts.flatMap(({ count, index }) => [count, index]));
  return Array.from({ length: Math.max(length, 0) }, (_, place) => byIndex.get(place + 1));
}
