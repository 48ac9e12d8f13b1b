import type { Hidden } from '#platform/personal/hidden-in.ts';
import { breakAt } from './break-at.ts';

const SPACES = /[ \t\r\n\f]+/g;
const NAME = /^<\/?([a-z][a-z0-9]*)/;

/** A tag as it stands, or the letters of the text read as a whole that stand between two tags. */
type Part = { readonly tag: string } | { readonly start: number; readonly end: number };

/** HTML that was made safe, where `<` and `>` stand for nothing but tags, without what `find` finds in what a person reads. */
export function hideInHtml(safe: string, find: (text: string) => readonly Hidden[]): string {
  const { text, parts } = partsOf(safe);
  const hidden = find(text);
  let next = 0;
  let said = -1;
  const shown = parts.map((part) => {
    if ('tag' in part) return part.tag;
    let words = '';
    let at = part.start;
    for (let one = hidden[next]; one && one.start < part.end && at < part.end; one = hidden[next]) {
      words += text.slice(at, one.start) + (said < next ? one.shown : '');
      said = next;
      at = Math.max(at, one.end);
      if (one.end <= part.end) next += 1;
    }
    return escaped(words + text.slice(at, part.end));
  });
  return shown.join('');
}

type Read = { words: string[]; length: number; last: string; preformatted: number };

/** The text that a person reads, in one piece, and where each part of it stands. Outside of `pre` spaces are one. */
function partsOf(safe: string): { text: string; parts: Part[] } {
  const parts: Part[] = [];
  const read: Read = { words: [], length: 0, last: '\n', preformatted: 0 };
  for (let index = 0; index < safe.length; ) {
    const open = safe.indexOf('<', index);
    const textEnd = open < 0 ? safe.length : open;
    if (textEnd > index) {
      const start = read.length;
      say(read, evenly(read, unescaped(safe.slice(index, textEnd))));
      parts.push({ start, end: read.length });
    }
    index = open < 0 ? safe.length : safe.indexOf('>', open) + 1;
    if (open < 0) continue;
    const tag = safe.slice(open, index);
    parts.push({ tag });
    pause(read, NAME.exec(tag)?.[1] ?? '', tag[1] === '/');
  }
  return { text: read.words.join(''), parts };
}

function say(read: Read, words: string): void {
  read.words.push(words);
  read.length += words.length;
  read.last = words.at(-1) ?? read.last;
}

function evenly({ preformatted, last }: Read, words: string): string {
  if (preformatted > 0) return words;
  const even = words.replaceAll(SPACES, ' ');
  return even.startsWith(' ') && (last === ' ' || last === '\n') ? even.slice(1) : even;
}

function pause(read: Read, name: string, closes: boolean): void {
  if (name === 'pre') read.preformatted += closes ? -1 : 1;
  const gap = breakAt(name, closes);
  if (gap === ' ' || name === 'br' || read.last !== '\n') say(read, gap);
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Text as it may stand between two tags. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
