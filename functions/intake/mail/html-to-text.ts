import { breakAt } from './break-at.ts';
import { htmlCharacter } from './html-character.ts';

const MOST = 2_000_000;
const HIDDEN = /^(?:script|style|head|title|noscript|template|svg|math)$/;
const BEGINS = /[a-z/!?]/i;
const TAG = /^<(\/?)([a-z][a-z0-9]{0,20})/i;
const SPACES = /[ \t\r\n\f]+/g;
const QUOTE_MARK = '> ';

/** HTML as the plain lines a person would read, quotations marked with `>`: one pass, no tree. */
export function htmlToText(html: string): string {
  const source = html.slice(0, MOST);
  const page: Page = { lines: [], line: [], isSpaced: true, quoted: 0 };
  for (let index = 0; index < source.length; ) {
    const open = source.indexOf('<', index);
    const textEnd = open < 0 ? source.length : open;
    if (textEnd > index) say(page, source.slice(index, textEnd));
    index = open < 0 ? source.length : takeTag(page, source, open);
  }
  endLine(page, false);
  return withoutGaps(page.lines);
}

/** `isSpaced`: the line is empty or ends with a space, so that the next needs none. */
type Page = { readonly lines: string[]; line: string[]; isSpaced: boolean; quoted: number };

function say(page: Page, piece: string): void {
  const text = htmlCharacter(piece.replace(SPACES, ' '));
  add(page, page.isSpaced ? text.trimStart() : text);
}

function add(page: Page, text: string): void {
  if (text === '') return;
  page.line.push(text);
  page.isSpaced = text.endsWith(' ');
}

/** Takes what begins with `<` and says where the text goes on. */
function takeTag(page: Page, source: string, open: number): number {
  if (!BEGINS.test(source[open + 1] ?? '')) {
    add(page, '<');
    return open + 1;
  }
  if (source.startsWith('<!--', open)) return after(source, '-->', open);
  const [, slash, tag = ''] = TAG.exec(source.slice(open, open + 24)) ?? [];
  const name = tag.toLowerCase();
  const end = after(source, '>', open);
  if (HIDDEN.test(name) && !slash) return afterClosing(source, name, end);
  const gap = breakAt(name, slash === '/');
  if (gap === '\n') endLine(page, name === 'br');
  if (name === 'blockquote') page.quoted = Math.max(0, page.quoted + (slash ? -1 : 1));
  if (gap === ' ') add(page, gap);
  return end;
}

function after(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found < 0 ? source.length : found + mark.length;
}

function afterClosing(source: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}[^>]{0,100}>`, 'gi');
  closing.lastIndex = from;
  return closing.test(source) ? closing.lastIndex : source.length;
}

/** A block ends only a line that has something on it; a `br` ends an empty one too. */
function endLine(page: Page, evenEmpty: boolean): void {
  const text = page.line.join('').trimEnd();
  page.line = [];
  page.isSpaced = true;
  if (text || evenEmpty) page.lines.push(QUOTE_MARK.repeat(Math.min(page.quoted, 5)) + text);
}

function withoutGaps(lines: readonly string[]): string {
  return lines
    .filter((line, nth) => line !== '' || (nth > 0 && lines[nth - 1] !== ''))
    .join('\n')
    .trim();
}
