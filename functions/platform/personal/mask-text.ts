import { type DetectOptions, detect, type Found } from './detect.ts';
import { maskFound } from './mask-found.ts';

const SEALED_APART: readonly string[] = ['idNumber', 'bankCard'] satisfies Found['kind'][];

/** A text as others may see it, and what was hidden in it. Masking it again changes nothing. */
export function maskText(text: string, options: DetectOptions = {}): { text: string; found: Found[] } {
  const found = detect(text, options);
  return { text: masked(text, found), found };
}

/** What a text carried that may be kept in no text. */
export type SealedApart = { readonly kind: 'idNumber' | 'bankCard'; readonly value: string };

/** A text as it may be kept: numbers of identity and of bank cards are masked and handed out, to be sealed apart (REC-06). */
export function sealAtDoor(text: string, options: DetectOptions = {}): { text: string; values: SealedApart[] } {
  const found = detect(text, options).filter(isSealedApart);
  return { text: masked(text, found), values: found.map(({ kind, value }) => ({ kind, value })) };
}

const isSealedApart = (one: Found): one is Found & SealedApart => SEALED_APART.includes(one.kind);

function masked(text: string, found: readonly Found[]): string {
  let at = 0;
  let shown = '';
  for (const one of found) {
    shown += text.slice(at, one.start) + maskFound(one);
    at = one.end;
  }
  return shown + text.slice(at);
}
