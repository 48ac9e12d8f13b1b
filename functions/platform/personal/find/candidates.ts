import { wordsBefore } from './context.ts';
import type { Figures } from './digit-chains.ts';

/** Figures that may be one number, and what stands around them. */
export type Candidate = {
  readonly text: string;
  /** The words before it. */
  readonly near: string;
  readonly digits: string;
  readonly groups: readonly Figures[];
  readonly isWhole: boolean;
  readonly start: number;
  readonly end: number;
  readonly plus: boolean;
  readonly knowsOrders: boolean;
};
const LONGEST = 19;
const FEWEST = 9;

/** What may be one number beginning with this group, the longest first. */
export function* candidatesFrom(chain: readonly Figures[], first: number, text: string, knowsOrders: boolean) {
  const opening = chain[first];
  if (!opening) return;
  let groups = longest(chain, first);
  let digits = groups.map((group) => group.digits).join('');
  const near = digits.length < FEWEST ? '' : wordsBefore(text, opening.start);
  const plus = text[opening.start - 1] === '+' && !/\d/.test(text[opening.start - 2] ?? ' ');
  const from = plus ? opening.start - 1 : opening.start;
  while (digits.length >= FEWEST) {
    const last = groups.at(-1) ?? opening;
    const start = isOpened(text, from, last.end) ? from - 1 : from;
    const isWhole = groups.length === chain.length;
    yield { text, near, digits, groups, isWhole, start, end: last.end, plus, knowsOrders } satisfies Candidate;
    groups = groups.slice(0, -1);
    digits = digits.slice(0, digits.length - last.digits.length);
  }
}

function longest(chain: readonly Figures[], first: number): readonly Figures[] {
  let count = 0;
  let last = first;
  while (last < chain.length && count + (chain[last]?.digits.length ?? 0) <= LONGEST) {
    count += chain[last]?.digits.length ?? 0;
    last++;
  }
  return chain.slice(first, last);
}

/** (+86) 138…: the bracket that opens before the first figure is part of it. */
function isOpened(text: string, start: number, end: number): boolean {
  if (text[start - 1] !== '(') return false;
  const inside = text.slice(start, end);
  return inside.includes(')') && !inside.includes('(');
}
