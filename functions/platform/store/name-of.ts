import type { Key } from './table.ts';

/** A key as one text, to find an item among others by. */
export const nameOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;
