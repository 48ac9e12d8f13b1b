import type { DetectOptions } from './detect.ts';
import { maskFound } from './mask-found.ts';
import { maskText } from './mask-text.ts';

/** The letters from `start` to before `end`, which others may not see, and what they see instead. */
export type Hidden = { readonly start: number; readonly end: number; readonly shown: string };

/** What `maskText` hides of a text, in the order it stands there; none overlaps another. */
export function hiddenIn(text: string, options: DetectOptions = {}): Hidden[] {
  const hidden: Hidden[] = [];
  for (const one of maskText(text, options).found) {
    const last = hidden.at(-1);
    const joins = last !== undefined && one.start < last.end;
    if (joins) hidden.pop();
    const [start, end] = joins ? [last.start, Math.max(last.end, one.end)] : [one.start, one.end];
    hidden.push({ start, end, shown: maskFound(one) });
  }
  return hidden;
}

/** A text with everything hidden in it. */
export function hide(text: string, hidden: readonly Hidden[]): string {
  let at = 0;
  const pieces = hidden.map(({ start, end, shown }) => {
    const before = text.slice(at, start);
    at = end;
    return before + shown;
  });
  return pieces.join('') + text.slice(at);
}
