import { undirected } from '#platform/undirected.ts';

const UNPRINTABLE = /[\p{Cc}--[\t\n]]/gv;

/** A stranger's text as the house keeps text: whole characters, no control characters but tab and line break, no marks of direction. */
export function printable(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').toWellFormed();
  return undirected(lines.replace(UNPRINTABLE, '')).trim();
}

/** The same on one line of at most `max` characters; empty when nothing is left. */
export function printableLine(text: string, max: number): string {
  const line = printable(text.slice(0, max * 4))
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .slice(0, max);
  return line
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trim();
}
