import type { Figure } from './figures.ts';

type Asked = { readonly assembly: string; readonly quick: boolean };

/** One part of the figures, measured in a house of its own. */
export type Section = (asked: Asked) => Promise<readonly Figure[]>;
